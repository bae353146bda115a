/**
 * What can prevent the stack from starting. Each obstacle is looked for before the first process is started, and told to
 * the person at the keyboard in one sentence that says what to do about it.
 */
@NullMarked
package io.twofold.local.obstacle;

import org.jspecify.annotations.NullMarked;
