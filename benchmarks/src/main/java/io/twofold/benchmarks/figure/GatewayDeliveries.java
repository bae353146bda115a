package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Backlog;
import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.CodeRequests;
import io.twofold.benchmarks.stack.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Codes delivered by the gateway: from the topic until the simulator took the text. The requests are written to Kafka as
 * otp-service writes them, and the other services stand still, so that nothing is measured but the gateway; a certain number
 * always waits for it. Receipts come back meanwhile where the carrier sends some, and are worked on by the same gateway.
 */
final class GatewayDeliveries implements Figure {

    /** What the gateway has before it at any time: far more than it takes in one go. */
    private static final int AHEAD = 1_000;

    /** As often as a method is called before the services' JVMs compile it for good, and half as much again. */
    private static final int LEAST = 30_000;

    /** For what is before it at the end, however slow it is. */
    private static final Duration FOR_THE_REST = Duration.ofMinutes(2);

    /** What is taken once more would be there by then. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    /** What they do with the gateway's events isn't its work. */
    private static final List<String> OTHERS = List.of("identity", "otp", "appPassword");

    /** As the simulator calls it. */
    private static final String TAKEN = "accepted";

    private static final String VILLAGE = "sms-gateway:twofold.providers.http.village.";
    private static final String TWILIO = "${twofold.providers.twilio.";

    private final String name;
    private final String carrier;
    private final String counter;
    private final List<String> settings;
    private final double goal;

    private GatewayDeliveries(String name, String carrier, String counter, List<String> settings, double goal) {
        this.name = name;
        this.carrier = carrier;
        this.counter = counter;
        this.settings =
                Stream.concat(Challenges.RAISED.stream(), settings.stream()).toList();
        this.goal = goal;
    }

    /** By the message centre, with a receipt for each. */
    static GatewayDeliveries overSmpp() {
        return new GatewayDeliveries(
                "deliveries-smpp",
                "SMPP",
                "smpp",
                List.of(
                        "sms-gateway:twofold.providers.smpp.host=localhost",
                        "sms-gateway:twofold.routing.routes.other.sms=smpp"),
                2_000);
    }

    /**
     * By a carrier that configuration describes, without receipts: it is the simulated Twilio, whose signature such a carrier
     * hasn't.
     */
    static GatewayDeliveries overHttp() {
        return new GatewayDeliveries(
                "deliveries-http",
                "a configured HTTP carrier",
                "twilio",
                List.of(
                        VILLAGE + "url=" + TWILIO + "base-url}/2010-04-01/Accounts/" + TWILIO
                                + "account-sid}/Messages.json",
                        VILLAGE + "authentication.user=" + TWILIO + "account-sid}",
                        VILLAGE + "authentication.password=" + TWILIO + "auth-token}",
                        VILLAGE + "from=" + TWILIO + "from}",
                        VILLAGE + "content-type=form",
                        VILLAGE + "body=To={to}&From={from}&Body={text}",
                        VILLAGE + "answer.id-at=/sid",
                        "sms-gateway:twofold.routing.routes.other.sms=village"),
                1_000);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return "gateway deliveries, topic → taken, by " + carrier;
    }

    @Override
    public List<String> settings() {
        return settings;
    }

    @Override
    public Finding measure(Scene scene) {
        return scene.stack().without(OTHERS, () -> measureAlone(scene));
    }

    private Finding measureAlone(Scene scene) {
        long before = taken(scene);
        ToLongFunction<Http> taken = http -> taken(scene, http) - before;
        Backlog.Work work;
        try (CodeRequests requests = new CodeRequests(scene.stack(), scene.numbers(), scene.clock())) {
            work = scene.backlog(AHEAD, LEAST).run(requests::write, taken);
        }
        Patience.until(
                "text for each request",
                FOR_THE_REST,
                () -> taken(scene) - before < work.queued() ? Optional.empty() : Optional.of(true));
        Patience.pause(AFTERWARDS);
        long inAll = taken(scene) - before;
        return Finding.rate(name(), what(), work.done(), work.window(), work.cores(), goal)
                .onlyIf(inAll == work.queued(), "each taken once")
                .with("requested", work.queued())
                .with("taken", inAll)
                .with("receiptsTaken", count("receipts", scene))
                .with("receiptsLost", count("receiptsFailed", scene));
    }

    private long taken(Scene scene) {
        return count(TAKEN, scene);
    }

    private long taken(Scene scene, Http http) {
        return count(TAKEN, scene, http);
    }

    private long count(String what, Scene scene) {
        try (Http http = new Http()) {
            return count(what, scene, http);
        }
    }

    private long count(String what, Scene scene, Http http) {
        return http.get(scene.stack().simulator(), "/api/statistics")
                .expect(200)
                .json()
                .at("/providers/" + counter + "/" + what)
                .asLong();
    }
}
