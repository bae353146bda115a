package io.twofold.gateway.routing;

import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.twofold.gateway.outside.GatewayTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@GatewayTest
@Timeout(120)
class ReadingTheSwitches {

    private final String provider = "nobody-" + UUID.randomUUID();
    private final CountDownLatch hasRead = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Inject
    AgroalDataSource database;

    @Inject
    Clock clock;

    @AfterEach
    void forget() {
        sql("delete from provider_switch where provider = ?", provider);
    }

    @Test
    void whatWasReadBeforeAChangeDoesNotUndoIt() throws Exception {
        Switches switches = new Switches(heldUpOnce(), clock);
        Thread reading = Thread.ofPlatform().start(switches::refreshInTime);
        hasRead.await();
        Thread changing = Thread.ofPlatform().start(() -> switches.turn(provider, false, "operator"));
        eventually()
                .until(() -> isWritten()
                        && Set.of(Thread.State.BLOCKED, Thread.State.TERMINATED).contains(changing.getState()));

        mayGoOn.countDown();
        reading.join();
        changing.join();

        assertThat(switches.isOn(provider)).isFalse();
    }

    private boolean isWritten() {
        return value("select 1 from provider_switch where provider = ?", provider) != null;
    }

    /** The database, whose first connection is given back late: what was read over it has grown old by then. */
    private AgroalDataSource heldUpOnce() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        return (AgroalDataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AgroalDataSource.class}, (_, _, _) -> {
                    Connection connection = database.getConnection();
                    return isFirst.getAndSet(false) ? heldUp(connection) : connection;
                });
    }

    private Connection heldUp(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        hasRead.countDown();
                        mayGoOn.await();
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
