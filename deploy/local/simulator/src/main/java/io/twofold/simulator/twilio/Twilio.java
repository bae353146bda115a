package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.BadRequest;
import io.twofold.simulator.http.Form;
import io.twofold.simulator.http.Handler;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.phone.Phones;
import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Provider;
import io.twofold.simulator.provider.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Twilio's REST API for messages and calls. Told to fail, it answers everything with an error (503 unless another code is
 * named); told to reject, what is handed over with 400, or, with a delivery error (30000 to 30999), it takes it and reports
 * it undelivered.
 */
public final class Twilio implements Provider {

    private static final String ACCOUNT = "/2010-04-01/Accounts/{account}/";

    private final Conduct conduct = new Conduct(
            "twilio", EnumSet.complementOf(EnumSet.of(Mode.DISCONNECT)), code -> code >= 10_000 && code <= 99_999);
    private final Credentials credentials;
    private final ExecutorService lives = Executors.newVirtualThreadPerTaskExecutor();
    private final Callbacks callbacks;
    private final List<Resource> resources;

    /**
     * Twilio with one account.
     *
     * @param step how long each step in the life of a message or call takes
     * @param budget how many bytes its memory of messages may take, and again its memory of calls
     */
    public Twilio(Credentials credentials, Phones phones, Duration step, long budget, Clock clock) {
        this.credentials = credentials;
        this.callbacks = new Callbacks(credentials);
        Surroundings surroundings = new Surroundings(conduct, credentials, phones, callbacks, lives, step, clock);
        this.resources = List.of(new Messages(surroundings, budget), new Calls(surroundings, budget));
    }

    @Override
    public Conduct conduct() {
        return conduct;
    }

    @Override
    public void addTo(Router router) {
        for (Resource resource : resources) {
            String list = ACCOUNT + resource.name() + ".json";
            router.on("POST", list, inTwiliosWords(request -> handOver(request, resource)));
            router.on("GET", list, inTwiliosWords(request -> list(request, resource)));
            router.on("GET", ACCOUNT + resource.name() + "/{sid}", inTwiliosWords(request -> show(request, resource)));
        }
    }

    @Override
    public void forget() {
        resources.forEach(Resource::forget);
    }

    @Override
    public void close() {
        lives.shutdownNow();
        callbacks.close();
    }

    private Answer handOver(Request request, Resource resource) {
        Form form = request.form();
        conduct.count(Tally.REQUESTS);
        Behaviour behaviour = conduct.towards(form.first("To").orElse(""));
        if (behaviour.is(Mode.FAIL)) {
            conduct.count(Tally.FAILED);
            behaviour.delay();
            return failure(behaviour);
        }
        Optional<TwilioError> refusal =
                stranger(request).or(() -> resource.faultOf(form)).or(() -> rejection(form, behaviour));
        if (refusal.isPresent()) {
            conduct.count(Tally.REFUSED);
            behaviour.delay();
            return refusal.get().answer();
        }
        conduct.count(Tally.ACCEPTED);
        if (behaviour.is(Mode.LOSE)) {
            conduct.count(Tally.LOST);
        }
        Answer answer = resource.accept(form, behaviour);
        behaviour.delay();
        return answer;
    }

    private Answer list(Request request, Resource resource) {
        return read(request, request.query().first("To"), () -> resource.list(request));
    }

    private Answer show(Request request, Resource resource) {
        String sid = request.variable("sid").replaceFirst("\\.json$", "");
        Optional<String> recipient = resource.recipientOf(sid);
        return read(
                request,
                recipient,
                () -> recipient.isPresent()
                        ? resource.show(sid)
                        : TwilioError.notFound(request.path()).answer());
    }

    /** Reads fail with the provider, so that a client that wants to know what became of a message must wait too. */
    private Answer read(Request request, Optional<String> number, Supplier<Answer> answer) {
        conduct.count(Tally.READS);
        Behaviour behaviour = conduct.towards(number.orElse(""));
        if (behaviour.is(Mode.FAIL)) {
            behaviour.delay();
            return failure(behaviour);
        }
        Optional<TwilioError> refusal = stranger(request);
        if (refusal.isPresent()) {
            return refusal.get().answer();
        }
        return answer.get();
    }

    private static Handler inTwiliosWords(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (BadRequest e) {
                return TwilioError.of(20001, e.sentence()).answer();
            }
        };
    }

    private Optional<TwilioError> stranger(Request request) {
        if (!credentials.match(request.authorization())) {
            return Optional.of(TwilioError.authenticate());
        }
        return request.variable("account").equals(credentials.accountSid())
                ? Optional.empty()
                : Optional.of(TwilioError.notFound(request.path()));
    }

    private static Optional<TwilioError> rejection(Form form, Behaviour behaviour) {
        int code = behaviour.errorCodeOr(TwilioError.INVALID_TO);
        return behaviour.is(Mode.REJECT) && !TwilioError.isOfDelivery(code)
                ? Optional.of(TwilioError.of(code, form.first("To").orElse("")))
                : Optional.empty();
    }

    private static Answer failure(Behaviour behaviour) {
        return TwilioError.of(behaviour.errorCodeOr(TwilioError.UNAVAILABLE), "")
                .answer();
    }
}
