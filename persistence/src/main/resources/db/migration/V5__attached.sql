-- Machines that are attached by SSH. Standard SQL for H2 and PostgreSQL.

-- secrets: the account's key or password, encrypted under a key that is not in the database.
-- One account of one machine is attached at most once: a second would work in the first one's files.
create table virtual_machine (
  id bigint primary key references compute,
  address varchar(255) not null,
  address_key varchar(255) not null,
  ssh_port integer not null,
  username varchar(64) not null,
  secrets varchar(30000) not null,
  host_key varchar(4000) not null,
  fingerprint varchar(128) not null,
  health varchar(32) not null,
  checked_at timestamp(6) with time zone,
  system_name varchar(400) not null,
  python varchar(400) not null,
  cores integer not null,
  memory_mib bigint not null,
  free_mib bigint not null,
  constraint virtual_machine_account unique (address_key, ssh_port, username)
);
