-- Setup scripts of compute instances. What was made before has no script, and its setup is over.
-- Standard SQL for H2 and PostgreSQL.

alter table compute_instance add column setup_scripts varchar(16000) default '{}' not null;
alter table compute_instance add column setup_created boolean default true not null;
alter table compute_instance add column setup_started boolean default true not null;
alter table compute_instance add column setup_run bigint;

-- The text of a script that was sent with the instance, in base64: read only to run it.
create table setup_content (
  id bigint primary key,
  compute_id bigint not null references compute on delete cascade,
  phase varchar(16) not null,
  content varchar(100000) not null,
  unique (compute_id, phase)
);
create sequence setup_content_seq start with 1 increment by 10;

-- One run of a setup script; its number names the process on the node.
create table setup_run (
  id bigint primary key,
  compute_id bigint not null references compute on delete cascade,
  phase varchar(16) not null,
  outcome varchar(16) not null,
  message varchar(4000) not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone
);
create sequence setup_run_seq start with 1 increment by 10;
create index setup_run_compute on setup_run (compute_id, id);
create index setup_run_outcome on setup_run (outcome);
