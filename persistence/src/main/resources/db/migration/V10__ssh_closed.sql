-- The way in by SSH is kept shut while the directory says that the instance's person may not sign on. Null without SSH.
alter table compute_instance add column ssh_closed boolean;
update compute_instance set ssh_closed = false where ssh_port is not null;
