/**
 * A phone number as a value that doesn't give itself away.
 *
 * <p>Parsing and kinds are libphonenumber's; which kinds may be used is the business of the service that sends.
 */
@NullMarked
package io.twofold.kit.phone;

import org.jspecify.annotations.NullMarked;
