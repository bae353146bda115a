/**
 * Budgets that all sends share: what a country may be sent in a day, unproven, and what everything may cost in an hour and in
 * a day.
 *
 * <p>One row that every send counted in would serialise them all. So each replica leases a block of a budget ahead, uses it
 * up in memory, and gives back what it doesn't need; see {@link io.twofold.otp.budget.Leases}. A send's place is found before
 * its transaction, so that nobody who waits for a lease holds a row or a connection meanwhile. A budget is never overdrawn; a
 * replica that is killed takes at most its block with it, a hundredth of what was left.
 */
@NullMarked
package io.twofold.otp.budget;

import org.jspecify.annotations.NullMarked;
