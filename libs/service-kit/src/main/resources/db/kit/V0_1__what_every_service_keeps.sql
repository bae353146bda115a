-- Facts on their way to Kafka, written with the change they tell of. The columns id, aggregatetype, aggregateid, type,
-- payload and timestamp are those that Debezium's outbox event router reads. Purge: the relay deletes what the broker
-- has acknowledged, and sets aside what Kafka never takes (an error in the log): that stays until somebody deletes it, or
-- takes "refused" away to have it sent once more.
create table outbox (
    position      bigint generated always as identity primary key,
    id            uuid        not null,
    aggregatetype text        not null, -- the topic
    aggregateid   text,                 -- the record's key; null only in a dead letter that came without one
    type          text        not null,
    payload       bytea,                -- null only in a dead letter that was a tombstone
    timestamp     timestamptz not null,
    headers       text        not null, -- the other Kafka headers, a JSON object of strings
    refused       text                  -- why Kafka will never take it
);
alter table outbox set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_vacuum_cost_delay = 0
);

-- Ids of events whose effect is in this database. Purge: after 30 days.
create table inbox (
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);
create index inbox_received_at on inbox (received_at);

-- Answers given under an Idempotency-Key. Bodies are remembered as keyed hashes. Purge: after 24 hours.
create table idempotency_key (
    caller     text        not null,
    operation  text        not null,
    key        text        not null,
    body_hash  bytea       not null,
    status     integer     not null,
    answer     text,                 -- null where the answer held a secret
    created_id text,
    created_at timestamptz not null,
    primary key (caller, operation, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);

-- The last good key set of the token authority, so that a service can start without it. One row.
create table known_jwks (
    url        text primary key,
    body       text        not null,
    fetched_at timestamptz not null
);
