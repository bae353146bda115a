-- Messages that carry no code have a template instead of a purpose.
alter table delivery
    alter column purpose drop not null,
    add column template     text,
    add column prefix       text        not null default '', -- the number without its last four digits
    add column asked        text[],      -- who refused it since it last waited; null: nobody
    add column shunned      text[],      -- who refused it for good; null: nobody
    add column retry_at     timestamptz, -- when the first of those asked may be asked again
    add column cost         bigint      not null default 0, -- of all attempts, millionths of the currency of prices
    add column converted_at timestamptz; -- when its code came back

alter table attempt
    add column cost     bigint, -- millionths; null where the price list doesn't say, and where nothing was taken
    add column currency text;

-- Providers that an operator has switched off or on again. Kept.
create table provider_switch (
    provider   text        primary key,
    enabled    boolean     not null,
    changed_by text        not null, -- the client that wanted it
    changed_at timestamptz not null
);

-- When messages went out, per number, under its keyed fingerprint. Purge: limit.NumberHistory, a day after the longest window.
create table number_history (
    key      bytea         primary key,
    sent     timestamptz[] not null,
    last_day date          not null -- of the newest message; changes once a day, so that other updates touch no index
) with (fillfactor = 70);
create index number_history_last_day on number_history (last_day);

-- Counts a message to a number unless one allowance is used up: at most allowed[i] messages within windows[i] seconds. The
-- number's row stays locked until the transaction ends.
create function take_message(number_key bytea, allowed integer[], windows double precision[], at timestamptz)
returns boolean language plpgsql as $$
declare
    history timestamptz[];
    longest interval := make_interval(secs => (select max(w) from unnest(windows) w));
    today   date := (at at time zone 'UTC')::date;
begin
    loop
        insert into number_history values (number_key, array[at], today) on conflict do nothing;
        if found then
            return true;
        end if;
        select h.sent into history from number_history h where h.key = number_key for update;
        exit when found; -- else the row was purged in between
    end loop;
    for i in 1 .. cardinality(allowed) loop
        if (select count(*) from unnest(history) t where t > at - make_interval(secs => windows[i])) >= allowed[i] then
            return false;
        end if;
    end loop;
    update number_history h
    set sent = array(select t from unnest(h.sent) t where t > at - longest) || at, last_day = greatest(h.last_day, today)
    where h.key = number_key;
    return true;
end $$;

-- What replicas have leased of each hour's or day's budget. Purge: limit.Leases, after two days.
create table allotment (
    budget    text        not null,
    key       text        not null, -- a country, or empty
    starts_at timestamptz not null,
    leased    bigint      not null, -- messages, or millionths of the currency of prices
    primary key (budget, key, starts_at)
) with (fillfactor = 50);
create index allotment_starts_at on allotment (starts_at);
