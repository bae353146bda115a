/**
 * The small picture of an account that this service needs, so that it can answer while identity-service is down.
 *
 * <p>{@link io.twofold.apppassword.account.Account} knows the address, whether two-factor authentication is on, and up to
 * when what was made has been revoked. Each fact has a version or a time of its own, so that events may come late, twice
 * and in any order. {@link io.twofold.apppassword.account.Suspensions} holds accounts back about which an event is missing.
 */
@NullMarked
package io.twofold.apppassword.account;

import org.jspecify.annotations.NullMarked;
