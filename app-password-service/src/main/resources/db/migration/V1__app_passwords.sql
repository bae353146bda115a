-- The small picture of an account, drawn from identity's events alone; each fact carries the version it came with.
-- Purge: a deleted account leaves its id, for twofold.accounts.remember-deleted (60 days), so that no late copy of an
-- older event brings it back.
create table account (
    id                     uuid    primary key,
    email                  text,                            -- as registered; absent until an event or a token told it
    email_folded           text,                            -- as compared: case-folded, the domain in its A-label form
    email_version          bigint  not null default 0,
    two_factor_on          boolean not null default false,
    two_factor_version     bigint  not null default 0,
    two_factor_disabled_at timestamptz,                     -- app passwords made with older tokens are dead
    revoked_before         timestamptz,                     -- so are those made up to here, and the tokens themselves
    sessions_ended_at      timestamptz,                     -- tokens up to here are dead, app passwords are not
    locked                 boolean not null default false,
    lock_version           bigint  not null default 0,
    deleted_at             timestamptz
) with (fillfactor = 90);
create index account_deleted_at on account (deleted_at) where deleted_at is not null;

-- Sessions that ended, for as long as an access token of theirs may still be shown. Purge: once such tokens have expired.
create table ended_session (
    session_id uuid        primary key,
    ended_at   timestamptz not null
);
create index ended_session_ended_at on ended_session (ended_at);

-- Events that take access away and couldn't be digested. While one is here, the account's app passwords don't work.
-- Purge: the row goes when the event is replayed under its id, or with the account.
create table suspension (
    event_id   text        primary key,
    account_id uuid        not null,
    since      timestamptz not null
);
create index suspension_account_id on suspension (account_id);

-- App-specific passwords that work. A revoked one is deleted; its end is told by an event. Purge: none needed.
create table app_password (
    id                uuid        primary key,
    account_id        uuid        not null references account,
    digest            bytea       not null unique, -- HMAC-SHA-256 under the fingerprint key
    label             text        not null,
    services          text        not null,        -- names, separated by commas
    token_issued_at   timestamptz not null,        -- the iat of the token that made it
    created_at        timestamptz not null,
    last_used_at      timestamptz,
    last_used_service text,
    last_used_ip      text,
    version           bigint      not null
) with (fillfactor = 80); -- room for the last use, so that writing it touches no index
create index app_password_account_id on app_password (account_id);

-- When a user name got wrong answers from an address: the latest ten times. Unlogged: losing them in a crash of the
-- server gives a guesser ten tries of 26^24, and a flood of wrong answers costs no write-ahead log.
-- Purge: twofold.wrong-answers.window after the latest.
create unlogged table wrong_answers (
    who   bytea         primary key, -- keyed fingerprint of user name and address
    times timestamptz[] not null     -- oldest first
);
