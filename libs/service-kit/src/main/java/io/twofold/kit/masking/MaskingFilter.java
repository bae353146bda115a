package io.twofold.kit.masking;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Masks what looks like a phone number, a code, a token or an app-specific password. Lets every record pass. */
@LoggingFilter(name = "masking")
public final class MaskingFilter implements Filter {

    private static final Pattern SECRET = Pattern.compile("""
            \\+\\d{7,15}\\b\
            |(?<![\\w.:/-])\\d{6}(?![\\w.:/-])\
            |\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*\
            |\\b[a-z]{4}(?:-[a-z]{4}){5}\\b\
            |\\b[A-Za-z0-9_-]{43}\\b""");

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
                record.setMessage(masked.replace("%", "%%"));
                record.setParameters(null);
            }
        }
        return true;
    }

    static String mask(String message) {
        return SECRET.matcher(message).replaceAll("******");
    }
}
