/**
 * Twilio, as its public documentation describes it: the Messages and Calls resources of the 2010-04-01 REST API, status
 * callbacks signed with {@code X-Twilio-Signature}, TwiML that is spoken on answered calls, and Lookup v2.
 *
 * <p>The life of a message or call is a method that reads from top to bottom on a virtual thread of its own. Answers and
 * errors have Twilio's shape; Twilio's numbers for errors stand in one file. Nothing here is ever sent to another machine.
 */
@NullMarked
package io.twofold.simulator.twilio;

import org.jspecify.annotations.NullMarked;
