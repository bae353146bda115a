package io.twofold.gateway.provider.smpp;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.outside.FakeCentre;
import io.twofold.gateway.outside.FakeCentre.Conduct;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.MessageProviderContract;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/** The adapter over real sessions. */
class SmppAsAProvider extends MessageProviderContract {

    private static final FakeCentre CENTRE = new FakeCentre();
    private static final SmppGateway GATEWAY = SmppGateway.boundTo(CENTRE);

    @AfterAll
    static void close() {
        GATEWAY.close();
        CENTRE.close();
    }

    @Override
    protected MessageProvider provider() {
        return GATEWAY.provider;
    }

    @Override
    protected Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    protected boolean canFind() {
        return false;
    }

    @Override
    protected void behave(String number, Behaviour behaviour) {
        CENTRE.towards(
                number,
                switch (behaviour) {
                    case TAKES -> Conduct.TAKE;
                    case TAKES_SILENTLY -> Conduct.TAKE_WITHOUT_ID;
                    case REJECTS_THE_NUMBER -> Conduct.REJECT_NUMBER;
                    case ASKS_TO_SLOW_DOWN -> Conduct.TOO_MANY;
                    case IS_OUT_OF_ORDER -> Conduct.REFUSE_FOR_NOW;
                });
    }

    @Override
    protected int takenFor(String number) {
        return CENTRE.takenFor(number).size();
    }
}
