package io.twofold.gateway.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.BrokenSealException;
import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.kit.sealing.Sealer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/** What sources said lately: found by a keyed fingerprint of the number, sealed for its row. */
@Singleton
class LookupCache {

    private static final String KIND = "looked-up-number";

    private final AgroalDataSource database;
    private final Fingerprinter fingerprinter;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock;

    LookupCache(AgroalDataSource database, Fingerprinter fingerprinter, Sealer sealer, ObjectMapper json, Clock clock) {
        this.database = database;
        this.fingerprinter = fingerprinter;
        this.sealer = sealer;
        this.json = json;
        this.clock = clock;
    }

    /** What that source said of the number, if it may still be used. */
    Optional<NumberFacts> find(LookupSource source, PhoneNumber number) throws SQLException {
        byte[] key = fingerprinter.of(KIND, number.e164());
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select facts from lookup where number_key = ? and source = ? and kept_until > ?")) {
            statement.setBytes(1, key);
            statement.setString(2, source.id());
            statement.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? open(row.getBytes(1), context(source, key)) : Optional.empty();
            }
        }
    }

    void keep(LookupSource source, PhoneNumber number, NumberFacts facts) throws SQLException {
        if (source.policy().keptFor().isZero()) {
            return;
        }
        byte[] key = fingerprinter.of(KIND, number.e164());
        Instant until = clock.instant().plus(source.policy().keptFor());
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into lookup (number_key, source, facts, kept_until) values (?, ?, ?, ?)
                        on conflict (number_key, source) do update
                        set facts = excluded.facts, kept_until = excluded.kept_until""")) {
            statement.setBytes(1, key);
            statement.setString(2, source.id());
            statement.setBytes(3, sealer.seal(json.writeValueAsString(facts), context(source, key)));
            statement.setObject(4, until.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts are JSON", e);
        }
    }

    @Scheduled(every = "10m", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("delete from lookup where kept_until <= ?")) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** A row of another key or form is as good as none: the source is asked again. */
    private Optional<NumberFacts> open(byte[] sealed, String context) {
        try {
            return Optional.of(json.readValue(sealer.open(sealed, context), NumberFacts.class));
        } catch (BrokenSealException | JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static String context(LookupSource source, byte[] key) {
        return "lookup:" + source.id() + ":" + HexFormat.of().formatHex(key);
    }
}
