/**
 * The page that shows the world to people: phones with their messages and calls, mailboxes with their letters, and the
 * switches of every provider.
 *
 * <p>Plain HTML made on the server, one style sheet, one small script that keeps it fresh; nothing from elsewhere. Text from
 * outside only gets into it through {@link io.twofold.simulator.page.Html}, which escapes it.
 */
@NullMarked
package io.twofold.simulator.page;

import org.jspecify.annotations.NullMarked;
