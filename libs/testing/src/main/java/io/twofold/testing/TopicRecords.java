package io.twofold.testing;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The records of a topic, in order within each partition, to be narrowed down to those that a test is about. */
public final class TopicRecords extends AbstractList<TopicRecord> {

    private final List<TopicRecord> records;

    TopicRecords(List<TopicRecord> records) {
        this.records = List.copyOf(records);
    }

    /** Those with that key: in this system's topics, the account's id or else the subject's. */
    public TopicRecords withKey(String key) {
        return where(record -> Objects.equals(record.key(), key));
    }

    /** Those of that CloudEvents type, e.g. {@code twofold.otp.PhoneVerified.v1}. */
    public TopicRecords ofType(String type) {
        return withHeader("ce_type", type);
    }

    /** Those about that CloudEvents subject. */
    public TopicRecords about(String subject) {
        return withHeader("ce_subject", subject);
    }

    public TopicRecords withHeader(String name, String value) {
        return where(record -> Objects.equals(record.header(name), value));
    }

    private TopicRecords where(Predicate<TopicRecord> condition) {
        return new TopicRecords(records.stream().filter(condition).toList());
    }

    @Override
    public TopicRecord get(int index) {
        return records.get(index);
    }

    @Override
    public int size() {
        return records.size();
    }
}
