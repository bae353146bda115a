/**
 * SMPP 3.4: a message centre that is spoken to over sessions that stay open.
 *
 * <p>{@link io.twofold.gateway.provider.smpp.SmppConfig} says which one. {@code SmppProvider} is the adapter, {@code
 * SmppSessions} keeps the sessions bound and shares out their places, {@code SmppLink} is one session on the wire, {@code
 * ShortMessages} makes parts of a text, {@code SmppErrors} says what the centre's numbers mean. Receipts come over the same
 * sessions: {@code SmppReceipt} reads them, {@code SmppReceipts} has them applied. jsmpp puts PDUs together and takes them
 * apart.
 */
@NullMarked
package io.twofold.gateway.provider.smpp;

import org.jspecify.annotations.NullMarked;
