package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Form;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.journal.Journal;
import io.twofold.simulator.phone.E164;
import io.twofold.simulator.phone.PhoneMessage;
import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Pause;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The Calls resource: calls that ring, are answered by somebody who listens to the end, and are over. A lost call never
 * rings; one rejected with a delivery error rings and nobody answers.
 */
final class Calls implements Resource {

    private static final Set<String> EVENTS =
            Arrays.stream(Call.Event.values()).map(Call.Event::word).collect(Collectors.toSet());

    private final Surroundings surroundings;
    private final Journal<Call> calls;

    Calls(Surroundings surroundings, long budget) {
        this.surroundings = surroundings;
        this.calls = new Journal<>(budget);
    }

    @Override
    public String name() {
        return "Calls";
    }

    @Override
    public Optional<TwilioError> faultOf(Form form) {
        return faultOfNumber(form, "To", 21201, TwilioError.INVALID_TO)
                .or(() -> faultOfNumber(form, "From", 21213, 21212))
                .or(() -> faultOfTwiml(form))
                .or(() -> faultOfEvents(form))
                .or(() -> Surroundings.faultOfReceipts(form));
    }

    @Override
    public Answer accept(Form form, Behaviour behaviour) {
        Call call = new Call(surroundings.credentials().accountSid(), form, surroundings.now());
        calls.add(call);
        Answer answer = Answer.json(201, call.resource());
        surroundings.lives().execute(() -> live(call, form, behaviour));
        return answer;
    }

    @Override
    public Optional<String> recipientOf(String sid) {
        return calls.find(sid).map(Call::owner);
    }

    @Override
    public Answer show(String sid) {
        return Answer.json(200, calls.find(sid).orElseThrow().resource());
    }

    @Override
    public Answer list(Request request) {
        Form query = request.query();
        Predicate<Instant> asked = Times.within(query, "StartTime");
        Optional<String> from = query.first("From");
        List<Call> found = query.first("To").map(calls::of).orElseGet(calls::all).reversed().stream()
                .filter(call -> from.isEmpty() || from.get().equals(call.from()))
                .filter(call -> asked.test(call.time()))
                .toList();
        return Page.of(request, "calls", found, Call::resource);
    }

    @Override
    public void forget() {
        calls.clear();
    }

    private void live(Call call, Form form, Behaviour behaviour) {
        if (behaviour.is(Mode.LOSE)) {
            return;
        }
        Set<Call.Event> wanted = wantedEvents(form);
        Receipts receipts = surroundings.receipts(form, behaviour);
        report(Call.Event.INITIATED, call, wanted, receipts);

        Pause.of(surroundings.step());
        call.ring(surroundings.now());
        report(Call.Event.RINGING, call, wanted, receipts);

        Pause.of(surroundings.step());
        if (behaviour.is(Mode.REJECT)) {
            call.giveUp(surroundings.now());
        } else {
            call.answer(surroundings.now());
            report(Call.Event.ANSWERED, call, wanted, receipts);
            speak(call, form, receipts);
            Pause.of(surroundings.step());
            call.hangUp(surroundings.now());
        }
        report(Call.Event.COMPLETED, call, wanted, receipts);
        receipts.complete();
    }

    private void speak(Call call, Form form, Receipts receipts) {
        Speech speech = twiml(call, form).flatMap(Speech::of).orElse(Speech.APPLICATION_ERROR);
        if (calls.find(call.id()).isEmpty()) {
            return; // Everything was forgotten while it rang.
        }
        surroundings
                .phones()
                .receive(PhoneMessage.call(
                        call.id(),
                        call.owner(),
                        surroundings.conduct().provider(),
                        call.from(),
                        speech.text(),
                        speech.language().orElse(null),
                        surroundings.now(),
                        receipts.trail()));
    }

    private Optional<String> twiml(Call call, Form form) {
        Optional<String> given = form.first("Twiml");
        if (given.isPresent()) {
            return given;
        }
        URI address = form.first("Url").flatMap(Callbacks::address).orElseThrow();
        return surroundings.callbacks().send(form.first("Method").orElse("POST"), address, call.parameters());
    }

    private static void report(Call.Event event, Call call, Set<Call.Event> wanted, Receipts receipts) {
        if (wanted.contains(event)) {
            receipts.report(call.receipt(event));
        }
    }

    /** Without a wish, the end alone. */
    private static Set<Call.Event> wantedEvents(Form form) {
        List<String> words = eventWords(form);
        return words.isEmpty()
                ? Set.of(Call.Event.COMPLETED)
                : Arrays.stream(Call.Event.values())
                        .filter(event -> words.contains(event.word()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** As parameters of the same name, or separated by spaces in one. */
    private static List<String> eventWords(Form form) {
        return form.all("StatusCallbackEvent").stream()
                .flatMap(value -> Arrays.stream(value.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<TwilioError> faultOfNumber(Form form, String name, int missing, int invalid) {
        Optional<String> number = form.first(name);
        if (number.isEmpty()) {
            return Optional.of(TwilioError.of(missing, ""));
        }
        return E164.matches(number.get()) ? Optional.empty() : Optional.of(TwilioError.of(invalid, number.get()));
    }

    private static Optional<TwilioError> faultOfTwiml(Form form) {
        if (!Surroundings.METHODS.contains(form.first("Method").orElse("POST"))) {
            return Optional.of(TwilioError.of(20001, "Method is GET or POST"));
        }
        if (form.first("Twiml").isPresent()) {
            return Optional.empty();
        }
        return form.first("Url").flatMap(Callbacks::address).isPresent()
                ? Optional.empty()
                : Optional.of(TwilioError.of(21205, form.first("Url").orElse("")));
    }

    private static Optional<TwilioError> faultOfEvents(Form form) {
        return eventWords(form).stream()
                .filter(word -> !EVENTS.contains(word))
                .findFirst()
                .map(word -> TwilioError.of(21626, word));
    }
}
