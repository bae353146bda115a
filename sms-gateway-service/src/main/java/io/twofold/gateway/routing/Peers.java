package io.twofold.gateway.routing;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Providers of one priority. Written {@code twilio=80|smpp=20}; a weight that isn't written is 1.
 *
 * @param members at least one, none twice
 */
public record Peers(List<Peer> members) {

    private static final Pattern PEER = Pattern.compile("\\s*([a-z0-9][a-z0-9_.-]{0,63})(?:=([1-9][0-9]{0,3}))?\\s*");

    /**
     * A provider among its peers.
     *
     * @param weight its share of what they carry, 1 to 9999
     */
    public record Peer(String provider, int weight) {}

    public Peers {
        members = List.copyOf(members);
        long distinct = members.stream().map(Peer::provider).distinct().count();
        if (members.isEmpty() || distinct < members.size()) {
            throw new IllegalArgumentException("Each provider is named once");
        }
    }

    /**
     * Reads what is written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Peers parse(CharSequence text) {
        return new Peers(
                Arrays.stream(text.toString().split("\\|", -1)).map(Peers::peer).toList());
    }

    private static Peer peer(String text) {
        Matcher parts = PEER.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not providers such as twilio=80|smpp=20: " + text);
        }
        return new Peer(parts.group(1), parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)));
    }
}
