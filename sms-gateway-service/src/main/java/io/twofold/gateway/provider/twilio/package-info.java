/**
 * Twilio: Programmable Messaging and Programmable Voice over its REST API, version 2010-04-01.
 *
 * <p>{@link io.twofold.gateway.provider.twilio.TwilioProvider} is the adapter, {@code TwilioApi} the calls it makes,
 * {@code TwiMl} what a call says, {@code TwilioErrors} what its numbers mean. Receipts arrive at
 * {@link io.twofold.gateway.provider.twilio.TwilioWebhookResource}, signed.
 */
@NullMarked
package io.twofold.gateway.provider.twilio;

import org.jspecify.annotations.NullMarked;
