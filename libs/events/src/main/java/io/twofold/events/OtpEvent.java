package io.twofold.events;

/** What otp-service publishes: the life of challenges, and where sending is suspended. */
public sealed interface OtpEvent extends Event
        permits ChallengeCreated,
                PhoneVerified,
                CodeVerified,
                ChallengeLocked,
                ChallengeExpired,
                SendingSuspended,
                SendingResumed {}
