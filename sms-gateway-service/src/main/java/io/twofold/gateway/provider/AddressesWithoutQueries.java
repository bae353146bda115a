package io.twofold.gateway.provider;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/** Keeps telephone numbers out of traces: whoever looks for a message in a provider's list has one in the query. */
@Singleton
class AddressesWithoutQueries implements SpanProcessor {

    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        String address = span.getAttribute(ADDRESS);
        if (span.getKind() == SpanKind.CLIENT && address != null) {
            span.setAttribute(ADDRESS, address.split("\\?", 2)[0]);
        }
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {}
}
