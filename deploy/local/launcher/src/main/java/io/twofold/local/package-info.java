/**
 * The local stack: PostgreSQL, Kafka, the simulator and the four services as child processes of one small JVM, started by
 * {@code ./twofold start} and stopped together. {@code start} is the verb and its options; {@code stack} knows what belongs
 * to the stack and which settings each part gets; {@code supervision} keeps processes running; {@code state} is the folder
 * that survives a restart, secrets included; {@code obstacle} is what can prevent a start, each in one sentence.
 */
@NullMarked
package io.twofold.local;

import org.jspecify.annotations.NullMarked;
