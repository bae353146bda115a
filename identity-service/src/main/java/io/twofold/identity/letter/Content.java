package io.twofold.identity.letter;

/**
 * A letter as it goes out.
 *
 * @param to one address
 */
record Content(String to, String subject, String text) {

    @Override
    public String toString() {
        return "******";
    }
}
