-- Locks on scopes, and what was deployed from templates. Standard SQL for H2 and PostgreSQL.

create table resource_lock (
  id uuid primary key,
  scope varchar(1000) not null,
  scope_key varchar(1000) not null,
  name varchar(260) not null,
  name_key varchar(260) not null,
  lock_level varchar(16) not null,
  notes varchar(512) not null,
  created_at timestamp(6) with time zone not null,
  created_by_name varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by_name varchar(255) not null,
  version bigint not null,
  unique (scope_key, name_key)
);

-- Templates, parameters, outputs and steps are JSON. Secure parameters and outputs are never among them.
create table deployment (
  id uuid primary key,
  resource_group_id bigint not null references resource_group on delete cascade,
  name varchar(64) not null,
  name_key varchar(64) not null,
  mode varchar(16) not null,
  state varchar(16) not null,
  template varchar(1000000) not null,
  template_hash varchar(64) not null,
  parameters varchar(1000000) not null,
  outputs varchar(1000000) not null,
  steps varchar(1000000) not null,
  error_code varchar(64) not null,
  error_message varchar(32000) not null,
  started_at timestamp(6) with time zone not null,
  started_by varchar(255) not null,
  started_by_name varchar(255) not null,
  touched_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  version bigint not null,
  unique (resource_group_id, name_key)
);
create index deployment_list on deployment (resource_group_id, started_at);
