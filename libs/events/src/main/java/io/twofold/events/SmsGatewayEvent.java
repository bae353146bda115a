package io.twofold.events;

/** What sms-gateway-service publishes: how messages fared, and providers. */
public sealed interface SmsGatewayEvent extends Event
        permits MessageSent, MessageDelivered, MessageUndelivered, DeliveryFailed, ProviderSuspended {}
