/**
 * A message centre that speaks SMPP 3.4 on a port of its own, as {@link io.twofold.simulator.smpp.MessageCentre}: binds,
 * short messages in GSM 7-bit and UCS-2, long ones in parts or whole, receipts.
 */
@NullMarked
package io.twofold.simulator.smpp;

import org.jspecify.annotations.NullMarked;
