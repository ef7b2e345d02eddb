-- What all computes have in common stays in compute; what only one kind has moves to a table of its own, row by row.
-- Standard SQL for H2 and PostgreSQL.

create table aml_compute (
  id bigint primary key references compute,
  vm_size varchar(64) not null,
  vm_priority varchar(16) not null,
  min_nodes integer not null,
  max_nodes integer not null,
  idle_seconds bigint not null,
  demand_nodes integer not null,
  target_nodes integer not null,
  allocation_state varchar(16) not null,
  allocation_state_at timestamp(6) with time zone not null
);

insert into aml_compute (id, vm_size, vm_priority, min_nodes, max_nodes, idle_seconds, demand_nodes, target_nodes,
    allocation_state, allocation_state_at)
  select id, vm_size, vm_priority, min_nodes, max_nodes, idle_seconds, demand_nodes, target_nodes,
    allocation_state, allocation_state_at
  from compute;

alter table compute add column compute_type varchar(24) default 'AmlCompute' not null;
alter table compute alter column compute_type drop default;
alter table compute drop column vm_size;
alter table compute drop column vm_priority;
alter table compute drop column min_nodes;
alter table compute drop column max_nodes;
alter table compute drop column idle_seconds;
alter table compute drop column demand_nodes;
alter table compute drop column target_nodes;
alter table compute drop column allocation_state;
alter table compute drop column allocation_state_at;

-- owner: the person whose workstation it is, the creator or whom it was created for.
create table compute_instance (
  id bigint primary key references compute,
  vm_size varchar(64) not null,
  owner varchar(255) not null,
  owner_name varchar(255) not null,
  on_behalf boolean not null,
  wanted varchar(16) not null,
  state varchar(24) not null,
  state_at timestamp(6) with time zone not null,
  last_operation_name varchar(16) not null,
  last_operation_at timestamp(6) with time zone not null,
  last_operation_status varchar(24) not null,
  last_operation_trigger varchar(16) not null
);
create index compute_instance_owner on compute_instance (owner);
