package io.twofold.acceptance.stack;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The services' HTTP APIs as seen from one client address, which is nobody else's. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    /** The addresses 127.1.0.1 and up, all of them this machine. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger(0x7f010001);

    private final Stack stack;
    private final HttpClient client;

    /** From an address that nobody else has. */
    Api(Stack stack) {
        this(stack, nextAddress());
    }

    private Api(Stack stack, InetAddress address) {
        this.stack = stack;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(address)
                .connectTimeout(PATIENCE)
                .executor(THREADS)
                .build();
    }

    /** From the address of the proxy that the services trust. */
    static Api ofTheProxy(Stack stack) {
        return new Api(stack, address(0x7f000001));
    }

    private static InetAddress nextAddress() {
        return address(ADDRESSES.getAndIncrement());
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    public Call get(Service service, String path) {
        return call("GET", service, path);
    }

    public Call post(Service service, String path) {
        return call("POST", service, path);
    }

    public Call delete(Service service, String path) {
        return call("DELETE", service, path);
    }

    public Call call(String method, Service service, String path) {
        return at(method, stack.url(service) + path);
    }

    /** To one instance of a service, by its address. */
    public Call post(String replica, String path) {
        return at("POST", replica + path);
    }

    /** A call to any address. */
    Call at(String method, String address) {
        return new Call(client, method, URI.create(address));
    }
}
