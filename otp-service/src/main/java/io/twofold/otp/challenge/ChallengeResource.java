package io.twofold.otp.challenge;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.kit.idempotency.Answer;
import io.twofold.kit.idempotency.Idempotency;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.Violation;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.ServiceCall;
import io.twofold.otp.budget.Reservation;
import io.twofold.otp.challenge.ChallengeAnswers.ChallengeView;
import io.twofold.otp.challenge.ChallengeAnswers.SentCode;
import io.twofold.otp.challenge.ChallengeAnswers.Verified;
import io.twofold.otp.challenge.ChallengeRequests.NewChallenge;
import io.twofold.otp.challenge.ChallengeRequests.Resend;
import io.twofold.otp.challenge.ChallengeRequests.TypedNumber;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.delivery.Deliveries;
import io.twofold.otp.limit.ClientNetwork;
import io.twofold.otp.limit.ClientNetworks;
import io.twofold.otp.number.CheckNumber;
import io.twofold.otp.number.NumberRules;
import io.twofold.otp.number.NumberVerdict;
import io.twofold.otp.number.NumberWarning;
import io.twofold.otp.number.Suitability;
import io.twofold.otp.number.Suitability.Suitable;
import io.twofold.otp.number.UnusableKind;
import io.twofold.otp.number.UsableNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/challenges}: codes for other services. Every call needs the scope {@code otp}. */
@Path("/v1/challenges")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class ChallengeResource {

    private static final String SCOPE = "otp";
    private static final String ISSUE = "POST /v1/challenges";
    private static final String DEFAULT_LOCALE = "en";
    private static final Duration AFTER_A_FAILED_LOOKUP = Duration.ofSeconds(5);
    private static final String NOT_YOURS = "belongs to another client";

    private final Caller caller;
    private final NumberRules numbers;
    private final ClientNetworks networks;
    private final CheckNumber checkNumber;
    private final Idempotency idempotency;
    private final SendCode sendCode;
    private final IssueChallenge issueChallenge;
    private final ResendCode resendCode;
    private final AnswerChallenge answerChallenge;
    private final CancelChallenge cancelChallenge;
    private final Challenges challenges;
    private final Deliveries deliveries;
    private final CodesConfig config;
    private final Clock clock;

    ChallengeResource(
            Caller caller,
            NumberRules numbers,
            ClientNetworks networks,
            CheckNumber checkNumber,
            Idempotency idempotency,
            SendCode sendCode,
            IssueChallenge issueChallenge,
            ResendCode resendCode,
            AnswerChallenge answerChallenge,
            CancelChallenge cancelChallenge,
            Challenges challenges,
            Deliveries deliveries,
            CodesConfig config,
            Clock clock) {
        this.caller = caller;
        this.numbers = numbers;
        this.networks = networks;
        this.checkNumber = checkNumber;
        this.idempotency = idempotency;
        this.sendCode = sendCode;
        this.issueChallenge = issueChallenge;
        this.resendCode = resendCode;
        this.answerChallenge = answerChallenge;
        this.cancelChallenge = cancelChallenge;
        this.challenges = challenges;
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
    }

    @POST
    @ServiceCall(scope = SCOPE)
    @APIResponse(responseCode = "201") // the document would name 200 otherwise
    public Response issue(@HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull NewChallenge request) {
        String client = caller.service().clientId();
        List<Violation> violations = violations(request, client);
        if (!violations.isEmpty()) {
            return Problem.invalid(violations).response();
        }
        ClientNetwork network = networkOf(request.clientIp());
        UsableNumber typed = judge(request.destination());
        Optional<Response> settled = typed == null ? Optional.empty() : settled(client, key, request, typed);
        if (settled.isPresent()) {
            return settled.get();
        }
        Suitable checked = check(typed, request.channel(), request.purpose());
        UsableNumber number = checked == null ? null : checked.number();
        NumberWarning warning = checked == null ? null : checked.warning();
        boolean proven =
                Boolean.TRUE.equals(request.proven()) && request.purpose().canBeProven();
        Order order = new Order(
                client,
                request.purpose(),
                request.binding(),
                new Route(request.channel(), number, proven, network),
                request.accountId(),
                request.locale() == null ? DEFAULT_LOCALE : request.locale());
        try (Reservation reservation = sendCode.reserve(order.route())) {
            return idempotency.once(client, ISSUE, key, request, () -> issue(order, reservation, warning));
        }
    }

    /** The answer, where it is there without a look-up, which has its price: to a repeat, and to what comes too soon. */
    private Optional<Response> settled(String client, @Nullable String key, NewChallenge request, UsableNumber typed) {
        if (!checkNumber.asksOthers()) {
            return Optional.empty();
        }
        // First: what objects may be a copy of this request, and that has left its answer by then.
        Optional<Sending> objection =
                issueChallenge.objection(client, request.purpose(), request.binding(), request.channel(), typed);
        return idempotency
                .earlier(client, ISSUE, key, request)
                .or(() -> objection.map(refusal -> {
                    sendCode.count(request.purpose(), request.channel(), refusal);
                    return answer(refusal, 201, null);
                }));
    }

    private Answer issue(Order order, @Nullable Reservation reservation, @Nullable NumberWarning warning) {
        Sending result = issueChallenge.issue(order, reservation);
        if (!(result instanceof Sending.Sent sent)) {
            return Answer.refused(answer(result, 201, warning));
        }
        String id = sent.challenge().id().toString();
        Response response = answer(sent, 201, warning);
        return order.route().channel() == Channel.CALLER ? Answer.once(response, id) : Answer.repeatable(response, id);
    }

    @POST
    @Path("/{id}/resend")
    @ServiceCall(scope = SCOPE)
    public Response resend(@PathParam("id") String id, @Valid @Nullable Resend request) {
        String client = caller.service().clientId();
        Channel channel = request == null ? null : request.channel();
        Boolean proven = request == null ? null : request.proven();
        if (!maySay(client, proven)) {
            return Problem.invalid("proven", NOT_YOURS).response();
        }
        ClientNetwork network = request == null ? null : networkOf(request.clientIp());
        UsableNumber number = request == null ? null : judge(request.destination());
        return parse(id)
                .map(known -> {
                    Optional<Sending> objection = checkNumber.asksOthers()
                            ? resendCode.objection(
                                    known, client, new ResendCode.Change(channel, number, proven, network))
                            : Optional.empty();
                    if (objection.isPresent()) {
                        return answer(objection.get(), 200, null);
                    }
                    Suitable checked = checkAgain(known, client, channel, number);
                    UsableNumber newNumber = number == null || checked == null ? number : checked.number();
                    ResendCode.Change change = new ResendCode.Change(channel, newNumber, proven, network);
                    try (Reservation reservation = resendCode.reserve(known, client, change)) {
                        return answer(
                                resendCode.resend(known, client, change, reservation),
                                200,
                                checked == null ? null : checked.warning());
                    }
                })
                .orElseGet(ChallengeResource::notFound);
    }

    @POST
    @Path("/{id}/verify")
    @ServiceCall(scope = SCOPE)
    public Response verify(@PathParam("id") String id, @Valid @NotNull ChallengeRequests.Answer request) {
        Verdict verdict = parse(id)
                .map(known -> answerChallenge.answer(
                        known, caller.service().clientId(), request.binding(), new Code(request.code())))
                .orElse(new Verdict.Unknown());
        return switch (verdict) {
            case Verdict.Accepted(var at) -> Response.ok(new Verified(true, at)).build();
            case Verdict.Wrong(var left) ->
                Problem.of(ChallengeProblem.INCORRECT_CODE)
                        .with("attemptsLeft", left)
                        .response();
            case Verdict.Superseded(var left) ->
                Problem.of(ChallengeProblem.CODE_SUPERSEDED)
                        .with("attemptsLeft", left)
                        .response();
            case Verdict.Expired() -> Problem.of(ChallengeProblem.CODE_EXPIRED).response();
            case Verdict.AlreadyUsed() ->
                Problem.of(ChallengeProblem.CODE_ALREADY_USED).response();
            case Verdict.Exhausted(var wait) ->
                Problem.of(ChallengeProblem.TOO_MANY_ATTEMPTS).retryAfter(wait).response();
            case Verdict.Unknown() -> notFound();
        };
    }

    @GET
    @Path("/{id}")
    @ServiceCall(scope = SCOPE)
    public Response get(@PathParam("id") String id) throws SQLException {
        Optional<Challenge> found = parse(id)
                .flatMap(known -> challenges.find(known, caller.service().clientId()));
        if (found.isEmpty()) {
            return notFound();
        }
        Challenge challenge = found.get();
        return Response.ok(ChallengeView.of(challenge, deliveries.of(challenge.id()), clock.instant(), config))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @ServiceCall(scope = SCOPE)
    @APIResponse(responseCode = "204")
    public Response cancel(@PathParam("id") String id) {
        boolean found = parse(id)
                .map(known -> cancelChallenge.cancel(known, caller.service().clientId()))
                .orElse(false);
        return found ? Response.noContent().build() : notFound();
    }

    private Response answer(Sending result, int success, @Nullable NumberWarning warning) {
        return switch (result) {
            case Sending.Sent sent ->
                Response.status(success)
                        .entity(SentCode.of(sent, warning, config))
                        .build();
            case Sending.TooSoon(var wait) ->
                Problem.of(ChallengeProblem.RESEND_TOO_SOON).retryAfter(wait).response();
            case Sending.TooMany(var wait) ->
                Problem.of(ChallengeProblem.TOO_MANY_CODES).retryAfter(wait).response();
            case Sending.OutOfTries(var wait) ->
                Problem.of(ChallengeProblem.TOO_MANY_ATTEMPTS).retryAfter(wait).response();
            case Sending.Closed(var state) -> closed(state).response();
            case Sending.NoText() -> notAllowed(UnusableKind.LANDLINE).response();
            case Sending.NumberMissing() ->
                Problem.invalid("destination", "is needed for this channel").response();
            case Sending.NumberOutOfPlace() ->
                Problem.invalid("destination", "goes with a text or a call only")
                        .response();
            case Sending.Undeliverable(var wait) ->
                Problem.of(ChallengeProblem.DELIVERY_UNAVAILABLE)
                        .retryAfter(wait)
                        .response();
            case Sending.Unknown() -> notFound();
        };
    }

    private static Problem closed(Challenge.State state) {
        return Problem.of(
                switch (state) {
                    case VERIFIED -> ChallengeProblem.CODE_ALREADY_USED;
                    case SUPERSEDED -> ChallengeProblem.CODE_SUPERSEDED;
                    case CANCELLED, EXPIRED, LOCKED, PENDING -> ChallengeProblem.CODE_EXPIRED;
                });
    }

    /** What a request's members must be to each other and to the client. */
    private static List<Violation> violations(NewChallenge request, String client) {
        List<Violation> violations = new ArrayList<>();
        if (!request.purpose().belongsTo(client)) {
            violations.add(new Violation("purpose", NOT_YOURS));
        }
        if (!maySay(client, request.proven())) {
            violations.add(new Violation("proven", NOT_YOURS));
        }
        if (Boolean.TRUE.equals(request.proven()) && request.accountId() == null) {
            violations.add(new Violation("accountId", "is needed where the number is proven"));
        }
        if (request.channel().needsNumber() && request.destination() == null) {
            violations.add(new Violation("destination", "is needed for this channel"));
        }
        if (!request.channel().needsNumber() && request.destination() != null) {
            violations.add(new Violation("destination", "goes with a text or a call only"));
        }
        return violations;
    }

    /** Whom an account trusts is identity's to know. */
    private static boolean maySay(String client, @Nullable Boolean proven) {
        return !Boolean.TRUE.equals(proven) || client.equals(Purpose.IDENTITY);
    }

    private @Nullable ClientNetwork networkOf(@Nullable String address) {
        if (address == null) {
            return null;
        }
        return networks.of(address)
                .orElseThrow(() -> Problem.invalid("clientIp", ChallengeRequests.NO_ADDRESS)
                        .exception());
    }

    private @Nullable UsableNumber judge(@Nullable TypedNumber typed) {
        if (typed == null) {
            return null;
        }
        return switch (numbers.judge(typed.country(), typed.number())) {
            case NumberVerdict.Usable(var number) -> number;
            case NumberVerdict.NotANumber() ->
                throw Problem.of(ChallengeProblem.INVALID_PHONE_NUMBER).exception();
            case NumberVerdict.CountryNotServed() ->
                throw Problem.of(ChallengeProblem.COUNTRY_NOT_SUPPORTED).exception();
            case NumberVerdict.NotAllowed(var kind) -> throw notAllowed(kind).exception();
        };
    }

    /** What a look-up says of the number. Others are asked: this comes before any transaction. */
    private @Nullable Suitable check(@Nullable UsableNumber number, Channel channel, Purpose purpose) {
        if (number == null) {
            return null;
        }
        Suitable suitable = switch (checkNumber.check(number, purpose.opensAnAccount())) {
            case Suitable known -> known;
            case Suitability.NotAllowed(var kind) -> throw notAllowed(kind).exception();
            case Suitability.RecentlyChanged(var usableAt) ->
                throw Problem.of(ChallengeProblem.PHONE_NUMBER_RECENTLY_CHANGED)
                        .with("usableAt", usableAt)
                        .exception();
            case Suitability.Undecided() ->
                throw Problem.of(ChallengeProblem.DELIVERY_UNAVAILABLE)
                        .retryAfter(AFTER_A_FAILED_LOOKUP)
                        .exception();
        };
        if (!suitable.number().takes(channel)) {
            throw notAllowed(UnusableKind.LANDLINE).exception();
        }
        return suitable;
    }

    /** A SIM may have been swapped between one code and the next. */
    private @Nullable Suitable checkAgain(
            UUID id, String client, @Nullable Channel newChannel, @Nullable UsableNumber newNumber) {
        Optional<ResendCode.Target> target = resendCode.targetOf(id, client);
        if (target.isEmpty()) {
            return null;
        }
        Channel channel = newChannel == null ? target.get().channel() : newChannel;
        UsableNumber number = newNumber == null ? target.get().number() : newNumber;
        return channel.needsNumber() ? check(number, channel, target.get().purpose()) : null;
    }

    private static Problem notAllowed(UnusableKind kind) {
        return Problem.of(ChallengeProblem.PHONE_NUMBER_NOT_ALLOWED)
                .detail(kind.advice())
                .with("kind", kind);
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Response notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).response();
    }
}
