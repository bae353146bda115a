/**
 * The mailboxes of the world and the mail server in front of them: it takes letters for any address by SMTP, without
 * authentication, and keeps what a person would read.
 *
 * <p>As a provider it is called {@code smtp}. Addresses are compared with their case folded and their domain in its
 * A-label form. Tests read the letters as JSON, people on the page.
 */
@NullMarked
package io.twofold.simulator.mail;

import org.jspecify.annotations.NullMarked;
