package io.twofold.fuzzing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Whatever anybody logs at INFO or above. */
public final class Journal extends Handler {

    private static final ExtFormatter MESSAGE = new ExtFormatter() {
        @Override
        public String format(ExtLogRecord record) {
            return formatMessage(record);
        }
    };

    private final List<String> lines = new ArrayList<>();

    private Journal() {
        setLevel(Level.INFO);
    }

    /** One that is kept from now on. */
    public static Journal open() {
        Journal journal = new Journal();
        Logger.getLogger("").addHandler(journal);
        return journal;
    }

    /** What was logged since the last time this was asked. */
    public synchronized List<String> lines() {
        List<String> read = List.copyOf(lines);
        lines.clear();
        return read;
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (isLoggable(record)) {
            lines.add(MESSAGE.format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
