-- Numbers that accounts trust; a number keeps the id of the verification that proved it, and is sealed under it.
-- Erased by hand, with two-factor authentication, or with the account.
create table trusted_phone_number (
    id            uuid        primary key,
    account_id    uuid        not null references account on delete cascade,
    sealed_number bytea       not null,
    fingerprint   bytea       not null,
    country       text        not null,
    masked        text        not null,
    last_digits   text        not null,
    takes_text    boolean     not null,
    verified_at   timestamptz not null,
    unique (account_id, fingerprint)
);

-- Numbers on their way there. Purge: a day after they expired (PhoneVerifications).
create table phone_verification (
    id                  uuid        primary key,
    kind                text        not null,
    account_id          uuid        not null references account on delete cascade,
    session_id          uuid        not null,
    sealed_number       bytea       not null,
    fingerprint         bytea       not null,
    country             text        not null,
    masked              text        not null,
    last_digits         text        not null,
    takes_text          boolean     not null,
    method              text        not null,
    state               text        not null,
    challenge_id        text        not null,
    code_expires_at     timestamptz not null,
    resend_available_at timestamptz not null,
    attempts_left       integer     not null,
    client_address      text        not null,
    expires_at          timestamptz not null
);
create index phone_verification_account on phone_verification (account_id);
create index phone_verification_expires_at on phone_verification (expires_at);

-- The links in notice letters that turn two-factor authentication off again. Only a digest of the token is kept.
-- Purge: when they expired (UndoLinks); used ones and those of an account that turned it off are deleted at once.
create table undo_link (
    id           uuid        primary key,
    token_digest bytea       not null unique,
    account_id   uuid        not null references account on delete cascade,
    expires_at   timestamptz not null
);
create index undo_link_account on undo_link (account_id);
create index undo_link_expires_at on undo_link (expires_at);

-- The device that turned two-factor authentication on never waits for the security delay.
alter table device add column turned_two_factor_on boolean not null default false;

alter table sign_in
    add column code_expires_at    timestamptz,                   -- of the live code
    add column tried_code_digests bytea[] not null default '{}', -- codes whose verdicts aren't known yet
    add column repeated           boolean not null default false;

-- Wrong second factors in a row on devices that an account doesn't know. Ended by a right one, or with the account.
create table failure_run (
    account_id       uuid        primary key references account on delete cascade,
    failures         integer     not null,
    last_at          timestamptz not null,
    last_but_one_at  timestamptz not null,
    letters_sent     integer     not null
);
