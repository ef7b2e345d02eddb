-- Who asked for more cores, and what came of it. Standard SQL for H2 and PostgreSQL.

create sequence quota_request_seq start with 1 increment by 10;

create table quota_request (
  id bigint primary key,
  workspace_id bigint not null references workspace,
  name varchar(255) not null,
  name_key varchar(255) not null,
  location varchar(64) not null references location,
  family varchar(64) not null,
  vm_priority varchar(16) not null,
  present_cores bigint not null,
  wanted_cores bigint not null,
  granted_cores bigint,
  reason varchar(1000) not null,
  status varchar(16) not null,
  decision varchar(1000) not null,
  asked_at timestamp(6) with time zone not null,
  asked_by varchar(255) not null,
  asked_by_name varchar(255) not null,
  decided_at timestamp(6) with time zone,
  decided_by_name varchar(255) not null,
  version bigint not null,
  unique (workspace_id, name_key)
);
create index quota_request_line on quota_request (location, status, family);
create index quota_request_list on quota_request (location, id);
