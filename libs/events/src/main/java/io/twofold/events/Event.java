package io.twofold.events;

/** A fact that others may rely on: the data of one message, without its envelope. */
public sealed interface Event permits IdentityEvent, OtpEvent, OtpDelivery, SmsGatewayEvent, AppPasswordEvent {}
