/**
 * Carriers that are reached over HTTP and described in configuration, so that one more needs no code.
 *
 * <p>{@link io.twofold.gateway.provider.http.CarriersConfig} is the description. {@code HttpProvider} fills a {@code Template}
 * in, sends it once, and {@code AnswerReader} sorts what comes back. Receipts arrive at
 * {@link io.twofold.gateway.provider.http.CarrierWebhookResource}, signed, and {@code CarrierReceipts} finds in them what
 * the configuration says is there.
 */
@NullMarked
package io.twofold.gateway.provider.http;

import org.jspecify.annotations.NullMarked;
