package io.twofold.kit.http;

import static io.twofold.kit.problem.CommonProblem.REQUEST_TOO_LARGE;

import io.twofold.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a body at its limit, announced or not. Comes after the token checks, as the contract orders errors. */
@jakarta.ws.rs.ext.Provider
@Priority(Priorities.ENTITY_CODER)
class RequestLimits implements ContainerRequestFilter {

    // Filters are made before the configuration can be read.
    private final Provider<HttpConfig> config;

    RequestLimits(Provider<HttpConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        int limit = config.get().maxBodySize();
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && isOver(announced, limit)) {
            throw Problem.of(REQUEST_TOO_LARGE).exception();
        }
        if (announced == null) {
            request.setEntityStream(new BoundedStream(request.getEntityStream(), limit));
        }
    }

    private static boolean isOver(String announced, int limit) {
        try {
            return Long.parseLong(announced) > limit;
        } catch (NumberFormatException _) {
            return true;
        }
    }

    private static final class BoundedStream extends FilterInputStream {
        private int left;

        BoundedStream(InputStream in, int limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            if (octet >= 0) {
                spend(1);
            }
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                spend(count);
            }
            return count;
        }

        private void spend(int count) {
            left -= count;
            if (left < 0) {
                throw Problem.of(REQUEST_TOO_LARGE).exception();
            }
        }
    }
}
