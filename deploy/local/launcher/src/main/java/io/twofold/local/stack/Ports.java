package io.twofold.local.stack;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who listens where.
 *
 * @param offset added to every usual port, 0 to {@value #LARGEST_OFFSET}, so that several stacks fit on one machine
 */
public record Ports(int offset) {

    /** Beyond it the highest usual port would leave the range of ports. */
    public static final int LARGEST_OFFSET = 46_000;

    private static final int SIMULATOR = 8090;
    private static final int SMTP = 1025;
    private static final int SMPP = 2775;
    private static final int POSTGRES = 15432;
    private static final int KAFKA = 19092;
    private static final int KAFKA_CONTROLLER = 19093;

    private static final int BETWEEN_REPLICAS = 100;
    private static final int MANAGEMENT = 1000;

    public int simulator() {
        return SIMULATOR + offset;
    }

    public int smtp() {
        return SMTP + offset;
    }

    public int smpp() {
        return SMPP + offset;
    }

    public int postgres() {
        return POSTGRES + offset;
    }

    public int kafka() {
        return KAFKA + offset;
    }

    public int kafkaController() {
        return KAFKA_CONTROLLER + offset;
    }

    public int of(Instance instance) {
        return instance.service().usualPort() + BETWEEN_REPLICAS * (instance.number() - 1) + offset;
    }

    /** Health and metrics. */
    public int managementOf(Instance instance) {
        return of(instance) + MANAGEMENT;
    }

    /** The address at which the others call a service: its first instance. */
    public String url(Service service) {
        return url(of(new Instance(service, 1)));
    }

    public String url(int port) {
        return "http://localhost:" + port;
    }

    /** Every port and what it is for. */
    public Map<Integer, String> purposes(Collection<Instance> instances) {
        var purposes = new LinkedHashMap<Integer, String>();
        purposes.put(postgres(), "PostgreSQL");
        purposes.put(kafka(), "Kafka");
        purposes.put(kafkaController(), "Kafka's controller");
        purposes.put(simulator(), "simulator");
        purposes.put(smtp(), "simulator's SMTP");
        purposes.put(smpp(), "simulator's SMPP");
        for (var instance : instances) {
            purposes.put(of(instance), instance.processName());
            purposes.put(managementOf(instance), instance.processName() + "'s health");
        }
        return purposes;
    }
}
