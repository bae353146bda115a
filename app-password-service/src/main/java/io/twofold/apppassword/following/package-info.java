/**
 * Following identity-service: each of its events becomes a change to the picture of an account, and ends the app-specific
 * passwords it has to end, in one transaction.
 *
 * <p>{@link io.twofold.apppassword.following.FollowIdentity} takes them in, one after the other within a partition, in
 * any order between partitions. {@link io.twofold.apppassword.following.CaughtUp} keeps the service from answering
 * mail servers before it knows everything that was known when it started.
 */
@NullMarked
package io.twofold.apppassword.following;

import org.jspecify.annotations.NullMarked;
