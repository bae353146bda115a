-- One-time codes. A binding's current challenge (the newest) carries the budget of the whole binding:
-- tries, sends, and the codes that newer ones superseded; a challenge that supersedes another takes them over.
-- Purge: twofold.codes.lifetime after the budget has ended, by challenge.Housekeeping.
create table challenge (
    id             uuid primary key,
    client         text        not null,
    purpose        text        not null,
    binding        text        not null,
    account_id     text,
    locale         text        not null,
    channel        text        not null,
    proven         boolean     not null,
    country        text,                 -- these four are null for the channel CALLER
    masked         text,
    last_digits    text,
    takes_text     boolean,
    sealed_number  bytea,                -- null also once nothing can be sent any more
    state          text        not null,
    current        boolean     not null, -- false once a newer challenge has taken the binding over
    code           bytea       not null, -- keyed digest of the live code, which names its key
    older_codes    bytea[]     not null, -- digests of the binding's earlier codes, in the order of their sends
    send           integer     not null, -- of this challenge, from 1
    tries          integer     not null, -- wrong ones, of the binding
    sends          integer     not null, -- of the binding
    last_sent_at   timestamptz not null,
    budget_ends_at timestamptz not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    verified_at    timestamptz,
    version        bigint      not null
);
create unique index challenge_binding on challenge (client, purpose, binding) where current;
create index challenge_pending on challenge (expires_at) where state = 'PENDING';
create index challenge_budget_ends_at on challenge (budget_ends_at);
create index challenge_account on challenge (account_id) where account_id is not null;

-- Locks a binding, whether or not it has a challenge yet, and gives its current challenge if it has one: in one round
-- trip, and with the second statement's own snapshot, so that it sees what the lock's last holder committed.
create function lock_binding(its_client text, its_purpose text, its_name text) returns setof challenge
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(its_client || ' ' || its_purpose || ' ' || its_name, 104729));
    return query
        select * from challenge
        where client = its_client and purpose = its_purpose and binding = its_name and current
        for update;
end $$;

-- What the gateway says of each send. Purge: goes with its challenge.
create table delivery (
    challenge_id uuid        not null references challenge on delete cascade,
    send         integer     not null,
    state        text        not null,
    provider     text        not null,
    reason       text,
    occurred_at  timestamptz not null,
    version      bigint      not null, -- of the gateway's delivery, so that an older event undoes nothing
    primary key (challenge_id, send)
);

-- When messages went out, per number, per account, …: a row per counted thing, under its keyed fingerprint.
-- Purge: limit.SendHistory, a day after the longest window.
create table send_history (
    key      bytea primary key,
    sent     timestamptz[] not null,
    last_day date          not null -- of the newest send; changes once a day, so that other updates touch no index
) with (fillfactor = 70);
create index send_history_last_day on send_history (last_day);

-- Counts a send under every key, or under none if one allowance is used up. Each allowance is an element of the three
-- arrays: at most allowed[i] sends under keys[i] within windows[i] seconds. Rows are locked in the order of their keys,
-- new ones by being inserted, so that two calls never wait for each other crosswise.
-- Gives nothing if the send is counted; else the position of the allowance that is free last, and when that is.
create function take_send(keys bytea[], allowed integer[], windows double precision[], at timestamptz)
returns table (refused_by integer, free_at timestamptz)
language plpgsql as $$
declare
    counted  bytea;
    history  timestamptz[];
    newborn  bytea[] := '{}';
    longest  interval := make_interval(secs => (select max(w) from unnest(windows) w));
    today    date := (at at time zone 'UTC')::date;
    blocking timestamptz;
begin
    for counted in select distinct k from unnest(keys) k order by k loop
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
            if keys[i] = counted then
                -- The send that must leave the window before there is room for another.
                select t + make_interval(secs => windows[i]) into blocking
                from unnest(history) t where t > at - make_interval(secs => windows[i])
                order by t desc offset allowed[i] - 1 limit 1;
                if found and (free_at is null or blocking > free_at) then
                    refused_by := i;
                    free_at := blocking;
                end if;
            end if;
        end loop;
    end loop;

    if free_at is not null then
        update send_history h set sent = '{}' where h.key = any (newborn);
        return next;
        return;
    end if;
    update send_history h
    set sent = array(select t from unnest(h.sent) t where t > at - longest) || at, last_day = greatest(h.last_day, today)
    where h.key = any (keys) and h.key <> all (newborn);
end $$;
