/**
 * sms-gateway-service: text messages and calls.
 *
 * <p>It opens a sealed request ({@code code}), words the message ({@code message}), finds a provider that takes it
 * ({@code provider}) and follows it until a receipt comes or time runs out ({@code delivery}). It knows nothing of codes
 * but how to say them, and hands each message over at most once.
 */
@NullMarked
package io.twofold.gateway;

import org.jspecify.annotations.NullMarked;
