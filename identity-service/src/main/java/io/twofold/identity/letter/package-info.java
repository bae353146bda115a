/**
 * Letters by e-mail: codes, and notices about what happened to an account.
 *
 * <p>A letter is written in the transaction of what it tells of ({@link io.twofold.identity.letter.SendLetter}) and sent
 * afterwards by {@link io.twofold.identity.letter.LetterWorker}, with retries, so that nobody's request waits for SMTP and
 * no letter is lost to a crash. Until it is sent its content lies sealed in the table, and is wiped then.
 */
@NullMarked
package io.twofold.identity.letter;

import org.jspecify.annotations.NullMarked;
