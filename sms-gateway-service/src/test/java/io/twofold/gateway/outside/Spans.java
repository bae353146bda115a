package io.twofold.gateway.outside;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an exporter would get to see. */
@Singleton
public class Spans implements SpanProcessor {

    private static final List<String> ENDED = new CopyOnWriteArrayList<>();

    /** Each span's name and attributes, in the order of their ends. */
    public static List<String> ended() {
        return List.copyOf(ENDED);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ENDED.add(span.getName() + " " + span.toSpanData().getAttributes());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
