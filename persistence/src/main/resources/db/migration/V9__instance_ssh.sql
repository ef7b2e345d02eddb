-- Doors for SSH: the port on which an instance is reached, and the public keys that open it. Both are null without SSH.
alter table compute_instance add column ssh_port integer;
alter table compute_instance add column ssh_keys varchar(8000);
alter table compute_instance add constraint compute_instance_ssh_port unique (ssh_port);
