package io.twofold.kit.masking;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Masks what looks like a phone number, a code, a token or an app-specific password, in the message and in those of the
 * exception. Lets every record pass.
 */
@LoggingFilter(name = "masking")
public final class MaskingFilter implements Filter {

    private static final Pattern SECRET = Pattern.compile("""
            \\+\\d{7,15}\\b\
            |(?<![\\w/-])(?<!\\d\\.)\\d{6}(?![\\w/-])(?!\\.\\d)\
            |\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*\
            |\\b[a-z]{4}(?:-[a-z]{4}){5}\\b\
            |(?<![\\w-])[\\w-]{43}(?![\\w-])""");

    private static final ExtFormatter MESSAGE = new ExtFormatter() {
        @Override
        public String format(ExtLogRecord record) {
            return formatMessage(record);
        }
    };

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = MESSAGE.format(record);
        if (message != null) {
            String masked = mask(message);
            if (!masked.equals(message)) {
                replace(record, masked);
            }
        }
        if (record.getThrown() != null) {
            record.setThrown(MaskedThrowable.of(record.getThrown()));
        }
        return true;
    }

    /** The text is whole: it is not to be formatted once more. */
    private static void replace(LogRecord record, String message) {
        if (record instanceof ExtLogRecord extended) {
            extended.setMessage(message, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            record.setMessage(message);
        }
        record.setParameters(null);
    }

    static String mask(String message) {
        return SECRET.matcher(message).replaceAll("******");
    }
}
