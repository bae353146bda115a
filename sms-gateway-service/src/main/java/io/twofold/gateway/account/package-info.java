/**
 * Accounts that are gone.
 *
 * <p>This service knows of an account only as the id that came with a delivery. When identity-service says that one was
 * deleted, its deliveries are deleted too.
 */
@NullMarked
package io.twofold.gateway.account;

import org.jspecify.annotations.NullMarked;
