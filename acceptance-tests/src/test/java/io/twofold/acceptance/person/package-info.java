/**
 * The people of the tests and what they hold: a mailbox, phones, devices, passwords. Each is new and alone: an address, a
 * telephone number and a client address that no other test has. They do what people do, in verbs; whatever they hold that
 * must stay secret is remembered, so that it can be looked for in what the system left behind.
 */
@NullMarked
package io.twofold.acceptance.person;

import org.jspecify.annotations.NullMarked;
