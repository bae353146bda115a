package io.twofold.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One kept-alive HTTP/1.1 connection, for one thread: a request is written, then its answer is read. */
final class Connection implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Half of what the simulator waits for the next request. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final int BUFFER = 8192;
    private static final String LENGTH = "content-length:";
    private static final String ENCODING = "transfer-encoding:";

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** In terms of {@link System#nanoTime()}. */
    private long usedAt = System.nanoTime();

    Connection(URI base) throws IOException {
        host = base.getAuthority();
        socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /** Sends a request and waits for its answer. */
    Reply send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(512);
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("\r\nContent-Length: ").append(body.length);
        }
        byte[] start = head.append("\r\n\r\n").toString().getBytes(UTF_8);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        out.write(request);
        Reply reply = read(method + " " + path);
        usedAt = System.nanoTime();
        return reply;
    }

    /** Whether the server may be about to close it, having heard nothing for so long. */
    boolean isStale() {
        return System.nanoTime() - usedAt > FRESH.toNanos();
    }

    private Reply read(String call) throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            } else if (header.regionMatches(true, 0, ENCODING, 0, ENCODING.length())) {
                chunked = true;
            }
        }
        return new Reply(call, status, new String(chunked ? chunks() : exactly(length), UTF_8));
    }

    private byte[] chunks() throws IOException {
        byte[] body = new byte[0];
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            byte[] longer = new byte[body.length + size];
            System.arraycopy(body, 0, longer, 0, body.length);
            System.arraycopy(exactly(size), 0, longer, body.length, size);
            body = longer;
            line();
        }
        line();
        return body;
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed the connection within an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
