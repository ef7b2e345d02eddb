-- Code and environments by name and version. Standard SQL for H2 and PostgreSQL.

create sequence asset_seq start with 1 increment by 50;

create table code_container (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  name varchar(255) not null,
  name_key varchar(255) not null,
  latest_version varchar(255),
  next_number bigint not null,
  description varchar(4000) not null,
  tags varchar(32000) not null,
  properties varchar(32000) not null,
  archived boolean not null,
  created_at timestamp(6) with time zone not null,
  created_by varchar(255) not null,
  created_by_name varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by_name varchar(255) not null,
  version bigint not null,
  unique (workspace_id, name_key)
);

create table code_version (
  id bigint primary key,
  container_id bigint not null references code_container,
  name varchar(255) not null,
  name_key varchar(255) not null,
  anonymous boolean not null,
  code_uri varchar(4000) not null,
  snapshot varchar(64) not null,
  files integer not null,
  bytes bigint not null,
  ignored_files integer not null,
  ignored_bytes bigint not null,
  description varchar(4000) not null,
  tags varchar(32000) not null,
  properties varchar(32000) not null,
  archived boolean not null,
  created_at timestamp(6) with time zone not null,
  created_by varchar(255) not null,
  created_by_name varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by_name varchar(255) not null,
  version bigint not null,
  unique (container_id, name_key)
);

create index code_version_snapshot on code_version (snapshot);

create table pending_upload (
  container varchar(63) primary key,
  workspace_id bigint not null references workspace,
  code_key varchar(511) not null,
  upload_id varchar(255) not null,
  expires_at timestamp(6) with time zone not null,
  unique (workspace_id, code_key, upload_id)
);
create index pending_upload_expires on pending_upload (expires_at);

create table environment_container (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  name varchar(255) not null,
  name_key varchar(255) not null,
  latest_version varchar(255),
  next_number bigint not null,
  description varchar(4000) not null,
  tags varchar(32000) not null,
  properties varchar(32000) not null,
  archived boolean not null,
  created_at timestamp(6) with time zone not null,
  created_by varchar(255) not null,
  created_by_name varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by_name varchar(255) not null,
  version bigint not null,
  unique (workspace_id, name_key)
);

create table environment_version (
  id bigint primary key,
  container_id bigint not null references environment_container,
  name varchar(255) not null,
  name_key varchar(255) not null,
  anonymous boolean not null,
  interpreter_path varchar(1024) not null,
  definition varchar(32000) not null,
  description varchar(4000) not null,
  tags varchar(32000) not null,
  properties varchar(32000) not null,
  archived boolean not null,
  created_at timestamp(6) with time zone not null,
  created_by varchar(255) not null,
  created_by_name varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by_name varchar(255) not null,
  version bigint not null,
  unique (container_id, name_key)
);
