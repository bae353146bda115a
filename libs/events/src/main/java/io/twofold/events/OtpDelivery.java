package io.twofold.events;

/** What otp-service asks the gateway for. Nobody else may read the topic of these. */
public sealed interface OtpDelivery extends Event permits CodeDeliveryRequested, CodeDeliveryWithdrawn {}
