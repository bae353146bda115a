/**
 * Those who carry messages, behind one port.
 *
 * <p>{@link io.twofold.gateway.provider.MessageProvider} is asked to take a message and says what became of that in a
 * {@link io.twofold.gateway.provider.Handover}: taken, surely not taken, or nobody knows. What it reports later, by
 * itself or when asked, is a {@link io.twofold.gateway.provider.Report} given to
 * {@link io.twofold.gateway.provider.Reports}. Every vendor has a package of its own below, with its error numbers in one
 * file, and passes the same contract test.
 */
@NullMarked
package io.twofold.gateway.provider;

import org.jspecify.annotations.NullMarked;
