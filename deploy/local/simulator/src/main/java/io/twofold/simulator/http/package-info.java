/**
 * What HTTP takes here: a router over the JDK's own server, requests with their path's variables, query and form read,
 * and answers in JSON.
 *
 * <p>It knows nothing of phones or letters. Handlers run on virtual threads and may block. Every error is an
 * {@code application/problem+json} (RFC 9457) as Twofold's services answer it, unless a provider's own protocol says
 * otherwise.
 */
@NullMarked
package io.twofold.simulator.http;

import org.jspecify.annotations.NullMarked;
