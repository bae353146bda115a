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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The Messages resource: texts that reach the phone when they are taken and are reported queued, sent and delivered. */
final class Messages implements Resource {

    private static final int LONGEST_BODY = 1600;
    private static final int LONGEST_VALIDITY_SECONDS = 36_000;
    /** A number, a short code, or up to eleven letters, digits, spaces and signs with a letter among them. */
    private static final Pattern SENDER = Pattern.compile("\\+?[0-9]{3,15}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}");

    private final Surroundings surroundings;
    private final Journal<Text> texts;

    Messages(Surroundings surroundings, long budget) {
        this.surroundings = surroundings;
        this.texts = new Journal<>(budget);
    }

    @Override
    public String name() {
        return "Messages";
    }

    @Override
    public Optional<TwilioError> faultOf(Form form) {
        Optional<String> to = form.first("To");
        if (to.isEmpty()) {
            return Optional.of(TwilioError.of(21604, ""));
        }
        if (!E164.matches(to.get())) {
            return Optional.of(TwilioError.of(TwilioError.INVALID_TO, to.get()));
        }
        return faultOfSender(form)
                .or(() -> faultOfBody(form))
                .or(() -> faultOfValidity(form))
                .or(() -> Surroundings.faultOfReceipts(form));
    }

    @Override
    public Answer accept(Form form, Behaviour behaviour) {
        Text text = new Text(surroundings.credentials().accountSid(), form, surroundings.now());
        texts.add(text);
        Answer answer = Answer.json(201, text.resource());
        Receipts receipts = surroundings.receipts(form, behaviour);
        receipts.report(text.receipt());
        if (arrives(behaviour)) {
            surroundings
                    .phones()
                    .receive(PhoneMessage.text(
                            text.id(),
                            text.owner(),
                            surroundings.conduct().provider(),
                            text.from(),
                            text.body(),
                            surroundings.now(),
                            receipts.trail()));
        }
        surroundings.lives().execute(() -> live(text, behaviour, receipts));
        return answer;
    }

    @Override
    public Optional<String> recipientOf(String sid) {
        return texts.find(sid).map(Text::owner);
    }

    @Override
    public Answer show(String sid) {
        return Answer.json(200, texts.find(sid).orElseThrow().resource());
    }

    @Override
    public Answer list(Request request) {
        Form query = request.query();
        Predicate<Instant> asked = Times.within(query, "DateSent");
        Optional<String> from = query.first("From");
        List<Text> found = query.first("To").map(texts::of).orElseGet(texts::all).reversed().stream()
                .filter(text -> from.isEmpty() || from.get().equals(text.from()))
                .filter(text -> asked.test(text.time()))
                .toList();
        return Page.of(request, "messages", found, Text::resource);
    }

    @Override
    public void forget() {
        texts.clear();
    }

    private void live(Text text, Behaviour behaviour, Receipts receipts) {
        Pause.of(surroundings.step());
        text.send(surroundings.now());
        receipts.report(text.receipt());
        if (behaviour.is(Mode.LOSE)) {
            return;
        }
        Pause.of(surroundings.step());
        if (arrives(behaviour)) {
            text.deliver(surroundings.now());
        } else {
            text.giveUp(behaviour.errorCode(), surroundings.now());
        }
        receipts.report(text.receipt());
        receipts.complete();
    }

    /** Of what is accepted, everything does but what is lost or reported undelivered. */
    private static boolean arrives(Behaviour behaviour) {
        return !behaviour.is(Mode.LOSE) && !behaviour.is(Mode.REJECT);
    }

    private static Optional<TwilioError> faultOfSender(Form form) {
        if (form.first("MessagingServiceSid").isPresent()) {
            return Optional.empty();
        }
        Optional<String> from = form.first("From");
        if (from.isEmpty()) {
            return Optional.of(TwilioError.of(21603, ""));
        }
        return SENDER.matcher(from.get()).matches() ? Optional.empty() : Optional.of(TwilioError.of(21212, from.get()));
    }

    private static Optional<TwilioError> faultOfBody(Form form) {
        Optional<String> body = form.first("Body");
        if (body.isEmpty()) {
            return Optional.of(TwilioError.of(21602, ""));
        }
        return body.get().length() > LONGEST_BODY ? Optional.of(TwilioError.of(21617, "")) : Optional.empty();
    }

    private static Optional<TwilioError> faultOfValidity(Form form) {
        return form.first("ValidityPeriod")
                .filter(seconds ->
                        !seconds.matches("[1-9][0-9]{0,4}") || Integer.parseInt(seconds) > LONGEST_VALIDITY_SECONDS)
                .map(seconds -> TwilioError.of(21624, seconds));
    }
}
