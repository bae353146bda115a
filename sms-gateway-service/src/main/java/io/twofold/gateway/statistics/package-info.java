/**
 * How messages fare: how many, what came of them, what they cost, and how many codes came back.
 *
 * <p>{@code Statistics} counts the deliveries themselves when it is asked, so that its figures are right after every crash and a
 * message costs nothing for their sake. {@code OtpEvents} marks those whose code came back. Figures reach as far back as
 * deliveries are kept, and lack those of deleted accounts.
 */
@NullMarked
package io.twofold.gateway.statistics;

import org.jspecify.annotations.NullMarked;
