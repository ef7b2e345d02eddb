-- Folders of people in the shares of workspaces: drawn once for each person, so that two of one name never share one.
create table person_folder (
  subject varchar(255) primary key,
  name varchar(64) not null unique
);

-- How often each app of a compute instance has been started: each start is a process of its own with a secret of its own.
create table instance_app (
  id bigint primary key,
  compute_id bigint not null references compute on delete cascade,
  app varchar(20) not null,
  starts bigint not null,
  unique (compute_id, app)
);
create sequence instance_app_seq increment by 10;
