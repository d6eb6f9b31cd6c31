-- The peers' database: tickets with two articles each, the same for every run. :n is the number of tickets.
create table ticket (id integer primary key, number integer not null, subject text not null, status text not null, priority text not null,
  customer text not null, assignee text, updated_at integer not null);
create table article (id integer primary key, ticket_id integer not null references ticket (id), author text not null, body text not null,
  created_at integer not null);
insert into ticket
  with recursive n(i) as (select 1 union all select i + 1 from n where i < :n)
  select i, i, 'Drucker in Halle ' || (i % 40) || ' druckt nur weiße Seiten (' || i || ')',
    case when i % 10 < 3 then 'open' when i % 10 < 5 then 'waiting' else 'closed' end,
    case i % 7 when 0 then 'high' when 1 then 'low' else 'normal' end,
    'Kunde ' || (i % 5000), case when i % 3 = 0 then null else 'Agent ' || (i % 12) end, 1700000000000 + i * 61000
  from n;
insert into article
  select t.id * 2 + a.k, t.id, case a.k when 0 then t.customer else 'Agent 1' end,
    'Guten Morgen, seit gestern kommen nur weiße Blätter heraus. ' || 'Wir haben den Toner schon gewechselt und das Gerät neu gestartet. Schöne Grüße',
    t.updated_at + a.k * 60000
  from ticket t, (select 0 as k union all select 1) a;
create unique index ticket_number on ticket (number);
create index ticket_list on ticket (status, updated_at);
create index article_ticket on article (ticket_id, created_at);
analyze;
