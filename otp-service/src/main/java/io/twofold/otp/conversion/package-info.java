/**
 * Whether people type back the codes they are sent: where next to nobody does, somebody earns on the messages.
 *
 * <p>Every send, delivery and verification leaves a fact in the transaction that makes it true (the package {@code limit}
 * writes them). {@link io.twofold.otp.conversion.RollUp} sums them up; {@link io.twofold.otp.conversion.WatchConversion}
 * looks at the sums, suspends a prefix or a country where nobody verifies, and resumes it when its time is over. The limits
 * read the suspensions with everything else. {@link io.twofold.otp.conversion.StatisticsResource} shows the sums, and
 * {@link io.twofold.otp.conversion.SuspensionResource} lets an operator end a suspension.
 */
@NullMarked
package io.twofold.otp.conversion;

import org.jspecify.annotations.NullMarked;
