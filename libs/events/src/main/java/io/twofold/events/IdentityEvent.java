package io.twofold.events;

/** What identity-service publishes: accounts, sign-ins, sessions, trusted numbers and devices. */
public sealed interface IdentityEvent extends Event
        permits AccountRegistered,
                EmailChanged,
                PasswordChanged,
                TwoFactorEnabled,
                TwoFactorDisabled,
                TrustedPhoneNumberAdded,
                TrustedPhoneNumberRemoved,
                TrustedDeviceAdded,
                TrustedDeviceRemoved,
                SignedIn,
                SignInRejected,
                SessionsEnded,
                RecoveryKeyChanged,
                AccountRecovered,
                AccountLocked,
                AccountUnlocked,
                AccountDeleted {}
