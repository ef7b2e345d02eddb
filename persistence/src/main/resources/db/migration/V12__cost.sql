-- What computes have cost: one line for each span of time in which one thing cost one price. Lines outlive the compute and the
-- workspace, whose names are kept for that. ended_at is null while the span goes on, hourly_rate (US dollars) where there is
-- no price. Standard SQL for H2 and PostgreSQL.
create table cost_line (
  id bigint primary key,
  workspace_uid uuid not null,
  workspace_name varchar(64) not null,
  compute_uid uuid not null,
  compute_name varchar(64) not null,
  kind varchar(16) not null,
  item varchar(64) not null,
  person varchar(255) not null,
  hourly_rate numeric(18, 9),
  began_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone
);
create sequence cost_line_seq start with 1 increment by 50;
create index cost_line_compute on cost_line (compute_uid, id);
create index cost_line_workspace on cost_line (workspace_uid, began_at);
