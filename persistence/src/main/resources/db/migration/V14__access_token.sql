-- Tokens with which a person's programs use the apps of their compute instance. Of a token only its SHA-256 digest is kept,
-- in hexadecimal digits. Standard SQL for H2 and PostgreSQL.
create table access_token (
  id uuid primary key,
  compute_id bigint not null references compute on delete cascade,
  name varchar(64) not null,
  digest varchar(64) not null unique,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  used_at timestamp(6) with time zone
);
create index access_token_compute on access_token (compute_id, created_at);
