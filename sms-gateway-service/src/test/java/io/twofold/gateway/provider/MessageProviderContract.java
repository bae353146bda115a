package io.twofold.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.OutboundMessage.VoiceCall;
import io.twofold.kit.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rest of the service relies on, whoever carries the messages. */
public abstract class MessageProviderContract {

    /** How the provider behind an adapter is to behave towards a number. */
    protected enum Behaviour {
        TAKES,
        /** Takes it, but the answer is lost. */
        TAKES_SILENTLY,
        REJECTS_THE_NUMBER,
        ASKS_TO_SLOW_DOWN,
        IS_OUT_OF_ORDER
    }

    private static final AtomicInteger FRESH = new AtomicInteger(3_000_000);

    private final String number = "+1408" + FRESH.getAndIncrement();

    protected abstract MessageProvider provider();

    protected abstract void behave(String number, Behaviour behaviour);

    /** How many messages the provider itself says it took for that number. */
    protected abstract int takenFor(String number);

    /** What the provider carries; what it doesn't, it must refuse. */
    protected Set<Channel> channels() {
        return EnumSet.allOf(Channel.class);
    }

    /** Whether the provider has a list that a text is found in; without one it must find nothing. */
    protected boolean canFind() {
        return true;
    }

    @Test
    void whatItCarriesIsTold() {
        assertThat(provider().channels()).isEqualTo(channels());
    }

    @ParameterizedTest
    @EnumSource
    void whatItTakesHasAnIdAndIsTakenOnce(Channel channel) {
        behave(number, Behaviour.TAKES);
        if (!channels().contains(channel)) {
            assertThat(provider().handOver(message(channel, "1"))).isInstanceOf(NotTaken.class);
            assertThat(takenFor(number)).isZero();
            return;
        }

        assertThat(provider().handOver(message(channel, "1")))
                .asInstanceOf(type(Taken.class))
                .satisfies(taken -> assertThat(taken.messageId()).isNotBlank());
        assertThat(takenFor(number)).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsUnclearAndNotRepeated() {
        for (Channel channel : channels()) {
            behave(number, Behaviour.TAKES_SILENTLY);
            int before = takenFor(number);

            assertThat(provider().handOver(message(channel, "1"))).isInstanceOf(Unclear.class);
            assertThat(takenFor(number)).isEqualTo(before + 1);
        }
    }

    @Test
    void aTextThatWasTakenSilentlyIsFound() {
        behave(number, Behaviour.TAKES_SILENTLY);
        Instant since = Instant.now();
        TextMessage text = text("1");
        provider().handOver(text);

        assertThat(provider().find(text, since))
                .hasSize(canFind() ? 1 : 0)
                .allSatisfy(report -> assertThat(report.messageId()).isNotBlank());
    }

    @Test
    void anotherTextToTheSameNumberIsNotTakenForIt() {
        behave(number, Behaviour.TAKES);
        provider().handOver(text("1"));

        assertThat(provider().find(text("2"), Instant.now().minus(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void aNumberThatIsRejectedIsRejectedForGood() {
        behave(number, Behaviour.REJECTS_THE_NUMBER);
        assertThat(refusal()).isEqualTo(Refusal.REJECTED_NUMBER);
        assertThat(Refusal.REJECTED_NUMBER.isPassing()).isFalse();
    }

    @Test
    void aProviderThatIsBusyMayTakeItLater() {
        behave(number, Behaviour.ASKS_TO_SLOW_DOWN);
        assertThat(refusal()).isEqualTo(Refusal.SLOW_DOWN);
        assertThat(Refusal.SLOW_DOWN.isPassing()).isTrue();
    }

    @Test
    void aProviderThatSaysItIsOutOfOrderMayTakeItLater() {
        behave(number, Behaviour.IS_OUT_OF_ORDER);
        assertThat(refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(Refusal.UNAVAILABLE.isPassing()).isTrue();
    }

    private Refusal refusal() {
        Handover handover = provider().handOver(text("1"));
        assertThat(takenFor(number)).isZero();
        return assertThat(handover).asInstanceOf(type(NotTaken.class)).actual().refusal();
    }

    private OutboundMessage message(Channel channel, String words) {
        return switch (channel) {
            case SMS -> text(words);
            case VOICE ->
                new VoiceCall(
                        UUID.randomUUID(),
                        PhoneNumber.ofE164(number),
                        inTenMinutes(),
                        new Speech("en-US", List.of(new Sentence("Hello"), new Digits(new Code("012345")))));
        };
    }

    private TextMessage text(String words) {
        return new TextMessage(UUID.randomUUID(), PhoneNumber.ofE164(number), inTenMinutes(), new Text(words));
    }

    private static Instant inTenMinutes() {
        return Instant.now().plus(Duration.ofMinutes(10));
    }
}
