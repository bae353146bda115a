package io.twofold.gateway.limit;

import java.time.Instant;

/**
 * So much in one hour or day.
 *
 * @param limit which it is
 * @param key what it is for, such as a country; empty where there is only one
 * @param from the beginning of the hour or day
 * @param most units of it: messages, or millionths of a currency
 */
record Budget(Limit limit, String key, Instant from, long most) {}
