-- How full the disks of compute instances are. Standard SQL for H2 and PostgreSQL.

-- The last measurement: bytes, the limit then, what takes most (a JSON list).
alter table compute_instance add column disk_used bigint default 0 not null;
alter table compute_instance add column disk_most bigint default 0 not null;
alter table compute_instance add column disk_level varchar(16) default 'Normal' not null;
alter table compute_instance add column disk_largest varchar(20000) default '[]' not null;
alter table compute_instance add column disk_measured_at timestamp(6) with time zone;
alter table compute_instance add column disk_tried_at timestamp(6) with time zone;
alter table compute_instance add column disk_asked boolean default false not null;
