/**
 * People with accounts, made over the public HTTP API as real ones are: a registration confirmed by letter, a sign-in,
 * two-factor authentication with a phone, app-specific passwords. Each comes from an address of their own.
 */
@NullMarked
package io.twofold.benchmarks.people;

import org.jspecify.annotations.NullMarked;
