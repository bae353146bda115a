package io.twofold.simulator.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What a person reads of a letter (RFC 5322, MIME): transfer encodings and character sets undone, of several forms the
 * plain text, attachments left out.
 *
 * @param from the sender, with the name they go by; none where the letter names nobody
 * @param subject decoded
 * @param text the plain text; where there is none, the first text in another form as it stands
 */
record ReadableLetter(Optional<String> from, String subject, String text) {

    private static final Session SESSION = Session.getInstance(new Properties());

    /**
     * Reads a letter as it was sent.
     *
     * @throws MessagingException where it isn't a letter
     * @throws IOException where a part can't be decoded
     */
    static ReadableLetter of(byte[] sent) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(sent));
        Optional<String> plain = find(message, "text/plain");
        String text = plain.isPresent() ? plain.get() : find(message, "text/*").orElse("");
        return new ReadableLetter(sender(message), subject(message), text.replace("\r\n", "\n"));
    }

    private static Optional<String> find(Part part, String type) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.empty();
        }
        if (part.isMimeType(type)) {
            return Optional.of(text(part));
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> found = find(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String text(Part part) throws MessagingException, IOException {
        try {
            return String.valueOf(part.getContent());
        } catch (UnsupportedEncodingException _) {
            // A character set nobody knows: the bytes as the commonest one, so that the letter isn't lost.
            return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> sender(MimeMessage message) throws MessagingException, IOException {
        String from = message.getHeader("From", ", ");
        if (from == null) {
            return Optional.empty();
        }
        try {
            InternetAddress[] senders = InternetAddress.parse(from);
            return senders.length == 0 ? Optional.empty() : Optional.of(name(senders[0]));
        } catch (AddressException _) {
            return Optional.of(MimeUtility.decodeText(from));
        }
    }

    private static String name(InternetAddress sender) {
        return sender.getPersonal() == null
                ? sender.getAddress()
                : sender.getPersonal() + " <" + sender.getAddress() + ">";
    }

    private static String subject(MimeMessage message) throws MessagingException {
        return Objects.requireNonNullElse(message.getSubject(), "");
    }
}
