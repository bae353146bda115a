package io.twofold.simulator.provider;

/** What is counted for each provider. A request is accepted, refused or failed; a lost one was accepted. */
public enum Tally {
    REQUESTS("requests"),
    ACCEPTED("accepted"),
    REFUSED("refused"),
    FAILED("failed"),
    LOST("lost"),
    READS("reads"),
    RECEIPTS("receipts"),
    RECEIPTS_FAILED("receiptsFailed");

    private final String word;

    Tally(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
