package io.twofold.events;

/**
 * A code was superseded, verified or cancelled: not handed over any more.
 *
 * @param challengeId the challenge
 * @param send the send withdrawn
 */
public record CodeDeliveryWithdrawn(String challengeId, int send) implements OtpDelivery {}
