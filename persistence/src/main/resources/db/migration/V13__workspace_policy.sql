-- What a workspace says of its compute instances: whether stopped ones keep their cores of the quota (H7), who submits
-- jobs to them (X13), and whether they are reached by SSH (J3). What was so before is what holds from now on.
alter table workspace add column stopped_instances varchar(16) default 'Keep' not null;
alter table workspace add column jobs_on_instances varchar(16) default 'Owner' not null;
alter table workspace add column ssh_on_instances varchar(16) default 'Allowed' not null;
-- Computes are counted by location whenever one is created.
create index compute_location on compute (location);
