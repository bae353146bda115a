-- One message to one phone, from the request until a receipt or the end of its time. Purge: delivery.DeliveryUpkeep, 30
-- days after it was created; an account's rows when the account is deleted.
create table delivery (
    id                  uuid        primary key,
    challenge_id        text,                 -- absent where the message carries no code
    send                integer,
    account_id          text,                 -- for its events, and to find the rows of a deleted account
    client              text        not null, -- who asked; nobody else may see it
    channel             text        not null,
    purpose             text        not null,
    locale              text        not null,
    country             text        not null,
    state               text        not null,
    reason              text,                 -- why it ended without arriving
    withdrawn_as        text,                 -- told to stop while being handed over: never tried again
    provider            text,                 -- the last one tried
    provider_message_id text,
    content             bytea,                -- number and code, sealed; null as soon as nobody needs them
    attempts            integer     not null,
    version             bigint      not null,
    created_at          timestamptz not null,
    expires_at          timestamptz not null,
    started_at          timestamptz,          -- of the last attempt
    due_at              timestamptz           -- when a worker must look at it next; null: never
);
create unique index delivery_send on delivery (challenge_id, send) where challenge_id is not null;
create index delivery_due on delivery (due_at) where due_at is not null;
create index delivery_account on delivery (account_id) where account_id is not null;
-- One message of a provider settles one delivery.
create unique index delivery_message on delivery (provider, provider_message_id) where provider_message_id is not null;
create index delivery_created_at on delivery using brin (created_at);
alter table delivery set (
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
);

-- Each time a provider was asked to take a delivery, written before it is asked. Purge: with its delivery.
create table attempt (
    delivery_id uuid        not null references delivery on delete cascade,
    number      integer     not null, -- from 1
    provider    text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,          -- null: being asked, or nobody lived to write down the answer
    outcome     text        not null,
    reason      text,
    segments    integer,
    primary key (delivery_id, number)
);
