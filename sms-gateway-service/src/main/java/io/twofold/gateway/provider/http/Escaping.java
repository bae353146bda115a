package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;

/** How a value is written where it stands, so that nothing in it is taken for anything but itself. */
enum Escaping {
    /** Between the quotes of a string (RFC 8259 §7). */
    JSON {
        @Override
        String escape(String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }
    },
    /** In a form's value (WHATWG URL, application/x-www-form-urlencoded). */
    FORM {
        @Override
        String escape(String value) {
            return URLEncoder.encode(value, UTF_8);
        }
    },
    /** In an address's query (RFC 3986 §3.4), where a plus isn't everywhere a space. */
    QUERY {
        @Override
        String escape(String value) {
            return URLEncoder.encode(value, UTF_8).replace("+", "%20");
        }
    },
    /** In a header, where only the delivery's id may stand, which needs nothing. */
    HEADER {
        @Override
        String escape(String value) {
            return value;
        }
    };

    abstract String escape(String value);
}
