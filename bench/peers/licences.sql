-- The peers' licences: one policy, and of each licence one machine, the same for every run. :n is the number of licences.
create table policy (id integer primary key, name text not null, max_machines integer not null);
create table licence (id integer primary key, key text not null, name text not null, policy_id integer not null references policy (id),
  suspended integer not null, expires_at integer);
create table machine (id integer primary key, licence_id integer not null references licence (id), fingerprint text not null);
insert into policy values (1, 'Bench', 5);
insert into licence
  with recursive n(i) as (select 1 union all select i + 1 from n where i < :n)
  select i, 'BENCH-' || substr('0000000' || i, -8), 'Arbeitsplatz ' || i, 1, 0, 4102444800 from n;
insert into machine select id, id, 'bench-machine-' || substr('0000000' || id, -8) from licence;
create unique index licence_key on licence (key);
create unique index machine_of on machine (licence_id, fingerprint);
analyze;
