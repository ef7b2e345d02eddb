-- When compute instances start and stop by themselves. Standard SQL for H2 and PostgreSQL.

-- schedules: a JSON list, as the instance's person wrote it, with when each is due next; schedule_next_at: the first of these.
alter table compute_instance add column schedules varchar(60000) default '[]' not null;
alter table compute_instance alter column schedules drop default;
alter table compute_instance add column schedule_next_at timestamp(6) with time zone;
create index compute_instance_schedule on compute_instance (schedule_next_at);

-- How long it may be idle before it is stopped; null for ever.
alter table compute_instance add column idle_seconds bigint;

-- What is known of the work on an instance that is stopped when idle.
create table instance_idle (
  compute_id bigint primary key references compute on delete cascade,
  active_at timestamp(6) with time zone not null,
  looked_at timestamp(6) with time zone not null,
  watched_since timestamp(6) with time zone not null,
  blind_since timestamp(6) with time zone,
  keep_until timestamp(6) with time zone,
  evidence varchar(40000) not null
);
