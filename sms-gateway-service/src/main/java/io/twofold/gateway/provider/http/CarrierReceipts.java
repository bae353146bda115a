package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.gateway.provider.MessageId;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.http.CarriersConfig.Receipts;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A carrier's receipts, read as configuration describes them. */
final class CarrierReceipts {

    /**
     * What one says.
     *
     * @param deliveryId ours, where the carrier repeats it
     */
    record Receipt(@Nullable UUID deliveryId, Report report) {}

    private final Receipts description;
    private final String setting;
    private final ReceiptSignature signature;
    private final Optional<JsonPointer> list;
    private final Map<String, JsonPointer> pointers = new HashMap<>();

    /**
     * @throws IllegalStateException if they can't be read that way
     */
    CarrierReceipts(String id, Receipts description) {
        this.description = description;
        this.setting = "twofold.providers.http." + id + ".receipts";
        this.signature = new ReceiptSignature(setting + ".signature", description.signature());
        this.list = description.list().map(text -> Json.pointer(setting + ".list", text));
        if (description.statuses().isEmpty()) {
            throw new IllegalStateException(setting + ".statuses must say what delivered is called");
        }
        switch (description.contentType()) {
            case JSON -> places().forEach(place -> pointers.put(place, Json.pointer(setting, place)));
            case FORM -> {
                if (list.isPresent()) {
                    throw new IllegalStateException(setting + ".list is for JSON only");
                }
            }
        }
    }

    ReceiptSignature signature() {
        return signature;
    }

    /** All receipts in a body that can be read; statuses that mean nothing here are left out. */
    List<Receipt> read(byte[] body) {
        String text = new String(body, UTF_8);
        return switch (description.contentType()) {
            case JSON ->
                elements(Json.read(text))
                        .flatMap(element -> receipt(place -> Optional.ofNullable(pointers.get(place))
                                        .flatMap(pointer -> Json.at(element, pointer)))
                                .stream())
                        .toList();
            case FORM -> {
                Map<String, String> fields = fields(text);
                yield receipt(place -> Optional.ofNullable(fields.get(place))).stream()
                        .toList();
            }
        };
    }

    private Stream<JsonNode> elements(JsonNode body) {
        JsonNode found = list.map(body::at).orElse(body);
        return found.isArray() ? StreamSupport.stream(found.spliterator(), false) : Stream.of(found);
    }

    private Optional<Receipt> receipt(Function<String, Optional<String>> values) {
        Optional<String> messageId = values.apply(description.idAt()).flatMap(MessageId::of);
        Progress progress = values.apply(description.statusAt())
                .map(description.statuses()::get)
                .orElse(null);
        if (messageId.isEmpty() || progress == null) {
            return Optional.empty();
        }
        String reason = switch (progress) {
            case TAKEN, DELIVERED -> null;
            case UNDELIVERED ->
                description.reasonAt().flatMap(values).flatMap(Reasons::of).orElse("undelivered");
        };
        UUID deliveryId = description
                .deliveryIdAt()
                .flatMap(values)
                .flatMap(CarrierReceipts::uuid)
                .orElse(null);
        return Optional.of(new Receipt(deliveryId, new Report(messageId.get(), progress, reason)));
    }

    private Stream<String> places() {
        return Stream.of(
                        Optional.of(description.idAt()),
                        description.deliveryIdAt(),
                        Optional.of(description.statusAt()),
                        description.reasonAt())
                .flatMap(Optional::stream);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String pair : form.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(
                            URLDecoder.decode(pair.substring(0, equals), UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                }
            }
        } catch (IllegalArgumentException _) {
            return Map.of(); // a broken percent escape
        }
        return fields;
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
