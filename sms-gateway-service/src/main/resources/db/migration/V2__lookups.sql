-- What a source said of a number, so that it isn't asked (and paid) twice in a row. Purge: lookup.LookupCache, at kept_until,
-- within a day.
create table lookup (
    number_key bytea       not null, -- keyed fingerprint of the number
    source     text        not null,
    facts      bytea       not null, -- sealed: kind of line, carrier, when the SIM was swapped
    kept_until timestamptz not null,
    primary key (number_key, source)
);
create index lookup_kept_until on lookup (kept_until);

-- How often a source was asked in the hour and the day at hand, by all replicas. One row a source: no purge.
create table lookup_budget (
    source  text        primary key,
    hour    timestamptz not null,
    in_hour integer     not null,
    day     timestamptz not null,
    in_day  integer     not null
) with (fillfactor = 50);
