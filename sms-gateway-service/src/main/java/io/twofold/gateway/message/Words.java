package io.twofold.gateway.message;

/** What a person is to read or hear. Nothing in it shows itself in a log. */
public sealed interface Words permits Text, Speech {

    /** How it travels. */
    Channel channel();

    /** Short messages it takes; one for a call, which is paid as one. */
    int segmentCount();
}
