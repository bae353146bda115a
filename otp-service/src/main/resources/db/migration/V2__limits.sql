-- Who asked for the challenge's newest code, as a keyed fingerprint; empty for a network that isn't counted.
alter table challenge add column client_network bytea;
-- What each send of the binding was counted as, sealed, in the order of the sends; empty where nothing was sent from here.
alter table challenge add column receipts bytea[] not null default '{}';
-- How many of them left the counters again, verified.
alter table challenge add column released integer not null default 0;

-- What happened to sends, as what it adds to the tallies. Only ever inserted, so that no two sends wait for each other, and
-- gone within seconds. Purge: roll_up_facts, which deletes what it adds.
create table send_fact (
    id          bigint generated always as identity primary key,
    minute      timestamptz not null, -- of the send, whenever the rest happened
    country     text        not null,
    prefix      text        not null, -- the number without its last four digits
    purpose     text        not null,
    client      text        not null,
    proven      boolean     not null,
    sent        integer     not null default 0,
    suppressed  integer     not null default 0,
    reached     integer     not null default 0, -- a provider took it, and never said that it came to nothing
    undelivered integer     not null default 0,
    verified    integer     not null default 0
) with ( -- rows live for seconds: dead ones are to be swept up by number, not by share
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_vacuum_cost_delay = 0);

-- Sums of facts by prefix, to the minute. Purge: conversion.Tallies, after twofold.conversion.prefixes-kept.
create table prefix_tally (
    minute      timestamptz not null,
    country     text        not null,
    prefix      text        not null,
    proven      boolean     not null,
    sent        bigint      not null,
    suppressed  bigint      not null,
    reached     bigint      not null,
    undelivered bigint      not null,
    verified    bigint      not null,
    primary key (minute, country, prefix, proven)
);

-- Sums of facts by everything else, in five minutes. Purge: conversion.Tallies, after twofold.conversion.kept.
create table tally (
    country     text        not null,
    bucket      timestamptz not null,
    purpose     text        not null,
    client      text        not null,
    proven      boolean     not null,
    sent        bigint      not null,
    suppressed  bigint      not null,
    reached     bigint      not null,
    undelivered bigint      not null,
    verified    bigint      not null,
    primary key (country, bucket, purpose, client, proven)
);
create index tally_bucket on tally (bucket);

-- Adds facts to the tallies, the oldest first, and gives how many. One at a time does it, the others get 0.
create function roll_up_facts(most integer) returns integer
language plpgsql as $$
declare
    added integer;
begin
    if not pg_try_advisory_xact_lock(104730) then
        return 0;
    end if;
    with gone as (
        delete from send_fact where id in (select f.id from send_fact f order by f.id limit most)
        returning minute, country, prefix, purpose, client, proven, sent, suppressed, reached, undelivered, verified),
    by_prefix as (
        insert into prefix_tally as t (
            minute, country, prefix, proven, sent, suppressed, reached, undelivered, verified)
        select minute, country, prefix, proven,
            sum(sent), sum(suppressed), sum(reached), sum(undelivered), sum(verified)
        from gone group by minute, country, prefix, proven
        on conflict (minute, country, prefix, proven) do update set
            sent = t.sent + excluded.sent, suppressed = t.suppressed + excluded.suppressed,
            reached = t.reached + excluded.reached, undelivered = t.undelivered + excluded.undelivered,
            verified = t.verified + excluded.verified),
    by_kind as (
        insert into tally as t (
            country, bucket, purpose, client, proven, sent, suppressed, reached, undelivered, verified)
        select country, date_bin('5 minutes', minute, 'epoch'), purpose, client, proven,
            sum(sent), sum(suppressed), sum(reached), sum(undelivered), sum(verified)
        from gone group by country, date_bin('5 minutes', minute, 'epoch'), purpose, client, proven
        on conflict (country, bucket, purpose, client, proven) do update set
            sent = t.sent + excluded.sent, suppressed = t.suppressed + excluded.suppressed,
            reached = t.reached + excluded.reached, undelivered = t.undelivered + excluded.undelivered,
            verified = t.verified + excluded.verified)
    select count(*) into added from gone;
    return added;
end $$;

-- Where nothing unproven is sent for a while, because next to nothing of it is verified.
-- Purge: conversion.Suspensions, 30 days after its end.
create table suspension (
    id        uuid primary key,
    scope     text        not null, -- country:US or prefix:+1408200
    reason    text        not null,
    began_at  timestamptz not null,
    until     timestamptz not null,
    ended_at  timestamptz,          -- null while it holds
    lifted_by text                  -- the client that ended it before its time
);
create unique index suspension_holding on suspension (scope) where ended_at is null;
create index suspension_ended_at on suspension (ended_at);
-- Numbers the events about suspensions: those about one scope rise, whatever the replicas' clocks say.
create sequence suspension_event;

-- Budgets that are leased to replicas in blocks. Purge: budget.Ledger, a day after the period.
create table budget (
    name    text        not null, -- country:US, spend:hour, spend:day
    period  timestamptz not null, -- its beginning
    allowed bigint      not null,
    taken   bigint      not null, -- leased, whether or not it is used yet
    primary key (name, period)
) with (fillfactor = 50);

-- What a country may be sent in a day, unproven: three times the median of the fourteen days before, at least so many.
create function country_allowance(its_country text, today timestamptz, least_allowed bigint) returns bigint
language sql stable as $$
    select greatest(least_allowed, (3 * percentile_cont(0.5) within group (order by coalesce(of_day.sends, 0)))::bigint)
    from generate_series(1, 14) as back (days)
    left join lateral (
        select sum(t.sent) as sends from tally t
        where t.country = its_country and not t.proven
            and t.bucket >= today - back.days * interval '24 hours'
            and t.bucket < today - (back.days - 1) * interval '24 hours') of_day on true
$$;

-- Leases a block of a budget: what is wanted or a hundredth of what is left, whichever is more, so that towards the end
-- blocks are as small as can be; what is left if that is less; 0 if less than needed is left. Who comes too late neither locks nor writes.
-- A budget that isn't fixed is a country's, and settled by the day's first lease.
create function lease_budget(
    its_name text, its_period timestamptz, needed bigint, wanted bigint, fixed bigint, its_country text,
    least_allowed bigint)
returns bigint language plpgsql as $$
declare
    found_one budget;
    room      bigint;
    block     bigint;
begin
    select * into found_one from budget b where b.name = its_name and b.period = its_period;
    if not found then
        insert into budget
        values (its_name, its_period, coalesce(fixed, country_allowance(its_country, its_period, least_allowed)), 0)
        on conflict do nothing;
    elsif coalesce(fixed, found_one.allowed) - found_one.taken < needed then
        return 0;
    end if;
    select * into found_one from budget b where b.name = its_name and b.period = its_period for update;
    room := coalesce(fixed, found_one.allowed) - found_one.taken;
    if room < needed then
        return 0;
    end if;
    block := greatest(least(wanted, room), room / 100);
    update budget b set taken = b.taken + block, allowed = coalesce(fixed, b.allowed)
    where b.name = its_name and b.period = its_period;
    return block;
end $$;

-- When there is room for another send, if there is none at the time: when the send leaves the window that must make room.
create function free_again(history timestamptz[], allowed integer, seconds double precision, at timestamptz)
returns timestamptz language sql immutable as $$
    select t + make_interval(secs => seconds)
    from unnest(history) t where t > at - make_interval(secs => seconds)
    order by t desc offset allowed - 1 limit 1
$$;

-- The one of four arguments stays for replicas of the version before, which run on until the last is replaced. It goes with
-- the next version.

-- Decides a send by every scope and counts it. Each allowance is an element of the four arrays: at most allowed[i] sends
-- under keys[i] within windows[i] seconds; where quiet[i] names its scope nobody may notice. There are three outcomes:
-- * an allowance that may be noticed is used up: nothing is counted; refused_by is the one that is free last, free_at when;
-- * a quiet one is, or the prefix or the country is suspended, or withheld_by says that a leased budget is used up: the send
--   is counted by all but the quiet, or the next refusal would give it away; suppressed_by says what it was;
-- * it is counted by all.
-- A first look takes no locks, so that who bombs one number or prefix doesn't queue for its row. Then rows are locked in the
-- order of their keys, new ones by being inserted, so that two calls never wait for each other crosswise.
create function take_send(
    keys bytea[], allowed integer[], windows double precision[], quiet text[], at timestamptz,
    its_country text, its_prefix text, its_purpose text, its_client text, is_proven boolean, withheld_by text)
returns table (refused_by integer, free_at timestamptz, suppressed_by text)
language plpgsql as $$
declare
    counted  bytea;
    history  timestamptz[];
    newborn  bytea[] := '{}';
    taken    bytea[];
    longest  interval := make_interval(secs => (select max(w) from unnest(windows) w));
    today    date := (at at time zone 'UTC')::date;
    blocking timestamptz;
begin
    suppressed_by := withheld_by;
    if suppressed_by is null and not is_proven then
        select 'conversion' into suppressed_by from suspension s
        where s.ended_at is null and s.until > at and s.scope in ('country:' || its_country, 'prefix:' || its_prefix)
        limit 1;
    end if;

    for counted, history in select h.key, h.sent from send_history h where h.key = any (keys) loop
        for i in 1 .. cardinality(keys) loop
            if keys[i] = counted and cardinality(history) >= allowed[i] then
                blocking := free_again(history, allowed[i], windows[i], at);
                if blocking is not null and quiet[i] is not null then
                    suppressed_by := coalesce(suppressed_by, quiet[i]);
                elsif blocking is not null and (free_at is null or blocking > free_at) then
                    refused_by := i;
                    free_at := blocking;
                end if;
            end if;
        end loop;
    end loop;
    if free_at is not null then
        suppressed_by := null;
        return next;
        return;
    end if;

    for counted in
        select distinct k.key from unnest(keys, quiet) as k (key, quiet)
        where suppressed_by is null or k.quiet is null order by k.key
    loop
        loop
            insert into send_history values (counted, array[at], today) on conflict do nothing;
            if found then
                newborn := newborn || counted;
                history := '{}';
                exit;
            end if;
            select h.sent into history from send_history h where h.key = counted for update;
            exit when found; -- else the row was purged in between
        end loop;
        for i in 1 .. cardinality(keys) loop
            if keys[i] = counted and cardinality(history) >= allowed[i] then
                blocking := free_again(history, allowed[i], windows[i], at);
                if blocking is not null and quiet[i] is not null then
                    suppressed_by := coalesce(suppressed_by, quiet[i]);
                elsif blocking is not null and (free_at is null or blocking > free_at) then
                    refused_by := i;
                    free_at := blocking;
                end if;
            end if;
        end loop;
    end loop;

    if free_at is not null then
        suppressed_by := null;
        update send_history h set sent = '{}' where h.key = any (newborn);
        return next;
        return;
    end if;
    taken := array(
        select distinct k.key from unnest(keys, quiet) as k (key, quiet) where suppressed_by is null or k.quiet is null);
    update send_history h set sent = '{}' where h.key = any (newborn) and h.key <> all (taken);
    update send_history h
    set sent = array(select t from unnest(h.sent) t where t > at - longest) || at, last_day = greatest(h.last_day, today)
    where h.key = any (taken) and h.key <> all (newborn);
    insert into send_fact (minute, country, prefix, purpose, client, proven, sent, suppressed)
    values (date_trunc('minute', at), its_country, its_prefix, its_purpose, its_client, is_proven,
        (suppressed_by is null)::integer, (suppressed_by is not null)::integer);
    return next;
end $$;

-- Takes sends that turned out to be good out of counters again, one for one: the send at sent_at[i] out of keys[i]. And notes
-- the verification of each, under the minute of its send.
create function verify_sends(
    keys bytea[], sent_at timestamptz[], minutes timestamptz[], proven boolean[],
    its_country text, its_prefix text, its_purpose text, its_client text)
returns void language plpgsql as $$
declare
    counted bytea;
    history timestamptz[];
    place   integer;
begin
    for counted in select distinct k from unnest(keys) k order by k loop
        select h.sent into history from send_history h where h.key = counted for update;
        continue when not found;
        for i in 1 .. cardinality(keys) loop
            if keys[i] = counted then
                place := array_position(history, sent_at[i]);
                if place is not null then
                    history := history[:place - 1] || history[place + 1:];
                end if;
            end if;
        end loop;
        update send_history h set sent = history where h.key = counted;
    end loop;
    insert into send_fact (minute, country, prefix, purpose, client, proven, verified)
    select date_trunc('minute', f.minute), its_country, its_prefix, its_purpose, its_client, f.proven, 1
    from unnest(minutes, proven) as f (minute, proven);
end $$;
