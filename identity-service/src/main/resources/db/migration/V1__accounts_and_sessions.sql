-- A person's account. Purge: EraseAccounts, soon after deletion.
create table account (
    id                           uuid        primary key,
    email                        text        not null, -- as given
    email_key                    text        unique,   -- as compared; null once the account is deleted, so that the address is free
    password_hash                text        not null, -- PHC string
    password_changed_at          timestamptz not null,
    password_void                boolean     not null, -- a thief knows it: it must be reset before it is good again
    locale                       text        not null,
    two_factor_enabled_at        timestamptz,          -- null while off
    two_factor_first_enabled_at  timestamptz,
    two_factor_disabled_at       timestamptz,
    created_at                   timestamptz not null,
    deleted_at                   timestamptz,
    version                      bigint      not null  -- ce_sequence of the last event
);
create index account_deleted on account (deleted_at) where deleted_at is not null;

-- What a person signs in on. Purge: ForgetDevices, when long unseen.
create table device (
    id            uuid        primary key,
    account_id    uuid        not null references account on delete cascade,
    name          text        not null,
    kind          text        not null,
    model         text,
    token_digest  bytea       not null unique, -- SHA-256 of 256 random bits
    trusted_at    timestamptz,                 -- null while not trusted
    trusted_until timestamptz,                 -- null: without end
    first_aal2_at timestamptz,                 -- its first sign-in with two factors: the security delay counts from here
    created_at    timestamptz not null,
    last_seen_at  timestamptz not null
);
create index device_account on device (account_id);

-- A signed-in device. A row is a live session unless it expired; an ended one is deleted. Purge: PurgeSessions.
create table session (
    id                  uuid        primary key,
    account_id          uuid        not null references account on delete cascade,
    device_id           uuid        not null references device on delete cascade,
    client_id           text        not null,
    auth_time           timestamptz not null,
    first_factor        text        not null, -- amr of the first factor (RFC 8176)
    second_factor       text,                 -- amr of the second
    second_factor_at    timestamptz,
    on_trusted_device   boolean     not null,
    refresh_digest      bytea       not null, -- the good one
    previous_digest     bytea,                -- the one before, good once more for a few seconds
    rotated_at          timestamptz not null,
    created_at          timestamptz not null,
    last_used_at        timestamptz not null,
    idle_expires_at     timestamptz not null,
    absolute_expires_at timestamptz not null
) with (fillfactor = 70); -- every refresh updates its row; none of the indexed columns, so it stays on its page
create index session_account on session (account_id);
create index session_device on session (device_id);
create index session_absolute_expiry on session (absolute_expires_at);

-- A sign-in (or reauthentication) whose password was right and whose second factor is awaited. Purge: PurgeSignIns.
create table sign_in (
    id                   uuid        primary key,
    flow_token_digest    bytea       not null,
    purpose              text        not null,
    account_id           uuid        not null references account on delete cascade,
    session_id           uuid        references session on delete cascade, -- the one to be raised, for a reauthentication
    device_id            uuid        references device on delete set null, -- where the device was known
    device_name          text        not null,
    device_kind          text        not null,
    device_model         text,
    client_address       text        not null,
    state                text        not null,
    tries                integer     not null, -- wrong ones
    challenge_id         text,                 -- the live one at otp-service
    challenge_method     text,
    challenge_number_id  uuid,
    created_at           timestamptz not null,
    expires_at           timestamptz not null,
    accepted_code_digest bytea,                -- of the code that completed it, for a repeat whose answer was lost
    completed_at         timestamptz,
    resulting_session_id uuid
);
create index sign_in_account on sign_in (account_id);
create index sign_in_expiry on sign_in (expires_at);

-- Failed passwords per e-mail address, existing or not, or per known device. Purge: PasswordThrottle, when over.
create table password_throttle (
    subject       bytea       primary key, -- keyed fingerprint
    failures      integer     not null,
    blocked_until timestamptz not null,
    touched_at    timestamptz not null
);
create index password_throttle_touched on password_throttle (touched_at);

-- Failed passwords per client address and minute. Purge: AddressBudget, when over.
create table address_budget (
    address      bytea       primary key, -- keyed fingerprint
    window_start timestamptz not null,
    failures     integer     not null
);
create index address_budget_window on address_budget (window_start);

-- Keys that sign access tokens. Purge: KeyRing, when the last token of a key has died.
create table signing_key (
    id             text        primary key, -- kid
    public_key     bytea       not null,    -- X.509 SubjectPublicKeyInfo
    sealed_private bytea       not null,    -- PKCS#8, base64, sealed
    active_from    timestamptz not null,
    created_at     timestamptz not null
);

-- E-mail addresses waiting to be confirmed; known addresses too, so that nobody can tell. Purge: PurgeRegistrations.
create table registration (
    id                uuid        primary key,
    flow_token_digest bytea       not null,
    email             text,                 -- null, as the next two, once completed
    email_key         text,
    password_hash     text,
    locale            text        not null,
    challenge_id      text        not null,
    created_at        timestamptz not null,
    expires_at        timestamptz not null,
    completed_at      timestamptz
);
create index registration_expiry on registration (expires_at);

-- Letters to an address that registers, per hour. Purge: MailboxBudget, when over.
create table mailbox_budget (
    address      bytea       primary key, -- keyed fingerprint
    window_start timestamptz not null,
    letters      integer     not null
);
create index mailbox_budget_window on mailbox_budget (window_start);

-- Letters to be sent. The content is wiped when a letter is sent or given up. Purge: LetterWorker, after 7 days.
create table letter (
    id              uuid        primary key,
    kind            text        not null,
    flow_id         uuid,                 -- whose code is in it
    sealed_content  bytea,
    created_at      timestamptz not null,
    give_up_at      timestamptz not null,
    attempts        integer     not null,
    next_attempt_at timestamptz, -- null when done with
    sent_at         timestamptz
);
create index letter_due on letter (next_attempt_at) where next_attempt_at is not null;
create index letter_unsent_code on letter (flow_id) where next_attempt_at is not null;
create index letter_created on letter (created_at);
