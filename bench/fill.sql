-- Synthetic open applications, spread over every unit that takes applications. Not anybody's: made for measuring.
--
-- Marked: number and tracking number begin with "B", which no real number does; place_note says it.
-- Every unit gets its share in turn; those in bench_busy get sixty first, so that a full page of fifty rows is
-- measured there at any size. Due days lie within 30 days; of a hundred, two are late.
-- %(first)s .. %(last)s: which ones; run again with a later range to top up.
create temporary table bench_place on commit drop as
select id as unit, province_id, district_id, path, row_number() over (order by id) - 1 as turn
  from institutions_unit
 where takes_applications and valid_to is null;
create unique index on bench_place (turn);
create unique index on bench_place (unit);
analyze bench_place;

create temporary table bench_new on commit drop as
select n, p.*, (array['received', 'in_progress', 'received', 'awaiting_approval', 'in_progress'])[1 + n %% 5] as state,
       -- two of a hundred are late, the others are due within thirty days; mixed, not in order of arrival
       current_date + case when hashint8(n) %% 50 = 0 then -1 - abs(hashint8(n + 1) %% 20)
                           else abs(hashint8(n + 2) %% 31) end as due_on
  from generate_series(%(first)s::bigint, %(last)s::bigint) n
  join bench_place p
    on p.turn = case when n <= 60 * cardinality(%(busy)s::bigint[])
                     then (select turn from bench_place b where b.unit = (%(busy)s::bigint[])[1 + (n - 1) / 60])
                     else (n * 7919) %% (select count(*) from bench_place) end;

create temporary table bench_made on commit drop as
select nextval(pg_get_serial_sequence('casework_application', 'id')) as id, * from bench_new order by n;

insert into casework_application (
    id, number, tracking_number, code_generation, regime, kind, channel, identity_level, language, subject, excerpt,
    text, happened, province_id, district_id, place_note, routing, state, holder_id, version, received_at, due_on,
    promised_on, topic, round, extension_ground, rung, must_decide, accused_units, accused_officers,
    l1, l2, l3, l4, l5)
select id, 'B' || lpad(n::text, 10, '0'), 'B' || lpad(n::text, 15, '0'), 0, '3071',
       (array['request', 'complaint', 'request', 'tip_off', 'opinion', 'suggestion'])[1 + n %% 6], 'web', 'open', 'tr',
       'Mahallemizde su kesintisi ' || n, 'Mahallemizde üç gündür su akmıyor, ne zaman düzelecek?',
       repeat('Mahallemizde üç gündür su akmıyor. Belediyeyi aradık, bir cevap alamadık. ', 6), '',
       province_id, district_id, 'bench: synthetic', '{"rule": "named"}', state, unit, 1,
       due_on - interval '30 days' + interval '10 hours', due_on,
       due_on, '', 1, '', 0, false, '{}', '{}',
       path[2], path[3], path[4], path[5], path[6]
  from bench_made;

insert into casework_dispatch (application_id, unit_id, received_at, due_on, reason, return_code, binding)
select id, unit, due_on - interval '30 days' + interval '10 hours', due_on, '', '', false from bench_made;

insert into casework_event (application_id, sequence, move, at, by_applicant, before, after, holder_id, facts,
                             contents, digest)
select id, 1, 'register', due_on - interval '30 days' + interval '10 hours', true, '', state, unit,
       '{"bench": "synthetic"}', '{}', ''
  from bench_made;

-- What finds similar texts. Made up, too: texts that have nothing to do with each other share no number.
insert into casework_signature (application_id, b1, b2, b3, b4, b5, b6, b7, b8)
select id, hashint8(id) & 2147483647, hashint8(id + 1000000000) & 2147483647, hashint8(id + 2000000000) & 2147483647,
       hashint8(id + 3000000000) & 2147483647, hashint8(id + 4000000000) & 2147483647,
       hashint8(id + 5000000000) & 2147483647, hashint8(id + 6000000000) & 2147483647,
       hashint8(id + 7000000000) & 2147483647
  from bench_made;
