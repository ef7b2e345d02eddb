-- Everything that the main job needs: who may, where, on what, and what ran. Standard SQL for H2 and PostgreSQL.

create sequence resource_group_seq start with 1 increment by 10;
create sequence workspace_seq start with 1 increment by 10;
create sequence compute_seq start with 1 increment by 10;
create sequence node_seq start with 1 increment by 50;
create sequence job_seq start with 1 increment by 50;
create sequence job_attempt_seq start with 1 increment by 50;
create sequence job_process_seq start with 1 increment by 50;
create sequence quota_limit_seq start with 1 increment by 50;
create sequence reservation_seq start with 1 increment by 50;
create sequence audit_entry_seq start with 1 increment by 50;
create sequence resource_event_seq start with 1 increment by 50;

create table role_assignment (
  name uuid primary key,
  principal_type varchar(20) not null,
  principal varchar(255) not null,
  role_name varchar(36) not null,
  scope varchar(1000) not null,
  created_at timestamp(6) with time zone not null
);
create index role_assignment_principal on role_assignment (principal);

create table location (
  name varchar(64) primary key,
  provider varchar(32) not null,
  settings varchar(4000) not null,
  enabled boolean not null,
  version bigint not null
);

create table resource_group (
  id bigint primary key,
  name varchar(90) not null,
  name_key varchar(90) not null unique,
  location varchar(64) not null,
  tags varchar(32000) not null,
  version bigint not null
);

create table workspace (
  id bigint primary key,
  resource_group_id bigint not null references resource_group,
  name varchar(33) not null,
  name_key varchar(33) not null,
  uid uuid not null unique,
  location varchar(64) not null references location,
  friendly_name varchar(255) not null,
  description varchar(4000) not null,
  tags varchar(32000) not null,
  definition varchar(32000) not null,
  created_at timestamp(6) with time zone not null,
  created_by varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by varchar(255) not null,
  version bigint not null,
  unique (resource_group_id, name_key)
);

create table compute (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  name varchar(24) not null,
  name_key varchar(24) not null,
  uid uuid not null unique,
  location varchar(64) not null references location,
  vm_size varchar(64) not null,
  vm_priority varchar(16) not null,
  min_nodes integer not null,
  max_nodes integer not null,
  idle_seconds bigint not null,
  demand_nodes integer not null,
  target_nodes integer not null,
  provisioning_state varchar(16) not null,
  allocation_state varchar(16) not null,
  allocation_state_at timestamp(6) with time zone not null,
  reason varchar(4000) not null,
  description varchar(4000) not null,
  tags varchar(32000) not null,
  definition varchar(32000) not null,
  created_at timestamp(6) with time zone not null,
  created_by varchar(255) not null,
  created_by_name varchar(255) not null,
  modified_at timestamp(6) with time zone not null,
  modified_by_name varchar(255) not null,
  version bigint not null,
  unique (workspace_id, name_key)
);

create table node (
  id bigint primary key,
  compute_id bigint not null references compute,
  node_key varchar(40) not null unique,
  node_group varchar(64) not null,
  location varchar(64) not null references location,
  vm_size varchar(64) not null,
  vm_priority varchar(16) not null,
  state varchar(16) not null,
  reason varchar(4000) not null,
  address varchar(255) not null,
  person varchar(255),
  run_id varchar(255),
  created_at timestamp(6) with time zone not null,
  state_at timestamp(6) with time zone not null,
  ready_at timestamp(6) with time zone,
  version bigint not null
);
create index node_compute on node (compute_id, id);

-- compute_id is no foreign key: a job outlives the compute that it ran on.
create table job (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  name varchar(255) not null,
  name_key varchar(255) not null,
  compute_id bigint not null,
  compute_name varchar(24) not null,
  experiment varchar(255) not null,
  display_name varchar(255) not null,
  definition varchar(200000) not null,
  snapshot varchar(64),
  environment varchar(32000) not null,
  instance_count integer not null,
  timeout_seconds bigint,
  status varchar(16) not null,
  reason varchar(32) not null,
  message varchar(4000) not null,
  exit_code integer,
  attempts integer not null,
  archived boolean not null,
  owner varchar(255) not null,
  owner_name varchar(255) not null,
  created_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  version bigint not null,
  unique (workspace_id, name_key)
);
create index job_list on job (workspace_id, id);
create index job_owner on job (workspace_id, owner, id);
create index job_queue on job (compute_id, status, id);

create table job_tag (
  job_id bigint not null references job,
  name varchar(256) not null,
  tag_value varchar(1024) not null,
  primary key (job_id, name, tag_value)
);
create index job_tag_name on job_tag (name, job_id);

create table job_attempt (
  id bigint primary key,
  job_id bigint not null references job,
  number integer not null,
  began_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  reason varchar(32) not null,
  message varchar(4000) not null,
  unique (job_id, number)
);

create table job_process (
  id bigint primary key,
  attempt_id bigint not null references job_attempt,
  compute_id bigint not null,
  node_id bigint not null,
  node_key varchar(40) not null,
  process_rank integer not null,
  state varchar(16) not null,
  reason varchar(32) not null,
  message varchar(4000) not null,
  exit_code integer,
  started_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  unique (attempt_id, process_rank)
);
create index job_process_active on job_process (compute_id, state, id);

create table quota_limit (
  id bigint primary key,
  location varchar(64) not null references location,
  family varchar(64) not null,
  vm_priority varchar(16) not null,
  cores bigint not null,
  version bigint not null,
  unique (location, family, vm_priority)
);

create table reservation (
  id bigint primary key,
  location varchar(64) not null references location,
  family varchar(64) not null,
  vm_priority varchar(16) not null,
  cores bigint not null check (cores > 0),
  workspace_id bigint not null references workspace,
  node_id bigint not null unique references node
);
create index reservation_sum on reservation (location, family, vm_priority);

create table operation (
  id uuid primary key,
  resource_id varchar(1000) not null,
  action varchar(255) not null,
  status varchar(16) not null,
  error_code varchar(64),
  error_message varchar(4000),
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  started_by varchar(255) not null,
  version bigint not null
);
create index operation_open on operation (resource_id, status);

create table audit_entry (
  id bigint primary key,
  at timestamp(6) with time zone not null,
  subject varchar(255) not null,
  user_name varchar(255) not null,
  client varchar(255) not null,
  action varchar(255) not null,
  resource_id varchar(1000) not null,
  detail varchar(4000) not null
);
create index audit_entry_resource on audit_entry (resource_id, id);

create table resource_event (
  id bigint primary key,
  resource varchar(64) not null,
  at timestamp(6) with time zone not null,
  event varchar(255) not null,
  reason varchar(4000) not null,
  actor varchar(255) not null
);
create index resource_event_history on resource_event (resource, id);
