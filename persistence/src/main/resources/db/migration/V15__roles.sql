-- Roles that the company defines itself, and what an assignment says of itself. An assignment is one for its principal, role and
-- scope, whatever its name; scope_key is the scope in lower case. Standard SQL for H2 and PostgreSQL.
create table custom_role (
  name uuid primary key,
  role_name varchar(128) not null,
  role_name_key varchar(128) not null unique,
  description varchar(1024) not null,
  actions varchar(20000) not null,
  not_actions varchar(20000) not null,
  assignable_scopes varchar(20000) not null,
  created_by varchar(255) not null,
  created_at timestamp(6) with time zone not null,
  updated_by varchar(255) not null,
  updated_at timestamp(6) with time zone not null,
  version bigint not null
);

alter table role_assignment add column principal_id varchar(255) default '' not null;
alter table role_assignment add column principal_name varchar(255) default '' not null;
alter table role_assignment add column description varchar(1024) default '' not null;
alter table role_assignment add column created_by varchar(255) default 'system' not null;
alter table role_assignment add column scope_key varchar(1000) default '' not null;
update role_assignment set scope_key = lower(scope), principal_id = principal, principal_name = principal;
alter table role_assignment add constraint role_assignment_once unique (principal_type, principal, role_name, scope_key);
create index role_assignment_scope on role_assignment (scope_key);
