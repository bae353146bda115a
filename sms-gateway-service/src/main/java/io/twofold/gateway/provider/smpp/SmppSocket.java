package io.twofold.gateway.provider.smpp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the centre. It is closed below TLS, since TLS would wait for whoever is writing, and a centre that reads no
 * more lets a writer wait without end.
 */
final class SmppSocket implements AutoCloseable {

    private final Socket raw;
    private final DataInputStream in;
    private final OutputStream out;

    private SmppSocket(Socket raw, Socket spoken) throws IOException {
        this.raw = raw;
        this.in = new DataInputStream(new BufferedInputStream(spoken.getInputStream()));
        this.out = spoken.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param tls absent: in clear
     * @param timeout for the connection, and again for the handshake
     */
    static SmppSocket connect(String host, int port, @Nullable SSLContext tls, Duration timeout) throws IOException {
        Socket raw = new Socket();
        try {
            raw.setTcpNoDelay(true);
            raw.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return new SmppSocket(raw, tls == null ? raw : encrypted(raw, host, port, tls, timeout));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static SSLSocket encrypted(Socket raw, String host, int port, SSLContext tls, Duration timeout)
            throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(raw, host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        raw.setSoTimeout((int) timeout.toMillis());
        encrypted.startHandshake();
        raw.setSoTimeout(0);
        return encrypted;
    }

    DataInputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException _) {
            // It is of no use any more in either case.
        }
    }
}
