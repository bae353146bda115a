package io.twofold.gateway.provider;

import io.twofold.gateway.provider.Handover.NotTaken;

/** So that the fake can't lie. */
class TheFakeProvider extends MessageProviderContract {

    private final FakeProvider provider = new FakeProvider();

    @Override
    protected MessageProvider provider() {
        return provider;
    }

    @Override
    protected void behave(String number, Behaviour behaviour) {
        switch (behaviour) {
            case TAKES -> {}
            case TAKES_SILENTLY -> provider.takeSilently(number);
            case REJECTS_THE_NUMBER ->
                provider.refuse(number, new NotTaken(Refusal.REJECTED_NUMBER, "invalid_number", null));
            case ASKS_TO_SLOW_DOWN ->
                provider.refuse(number, new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", null));
            case IS_OUT_OF_ORDER ->
                provider.refuse(number, new NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", null));
        }
    }

    @Override
    protected int takenFor(String number) {
        return provider.takenFor(number);
    }
}
