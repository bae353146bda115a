package io.twofold.testing;

import io.twofold.embedded.Children;
import org.testcontainers.DockerClientFactory;

/** Takes a server away for as long as a try block lasts. */
public final class Outages {

    private Outages() {}

    /** Closing it ends the outage. */
    public interface Outage extends AutoCloseable {
        @Override
        void close();
    }

    /** The broker answers nobody; connections stay open and nothing is lost. */
    public static Outage broker() {
        pause(true);
        return () -> pause(false);
    }

    /**
     * A service's database has dropped every connection and takes no new ones.
     *
     * @param service as given to {@link Databases#create} or to {@link Infrastructure}
     */
    public static Outage database(String service) {
        Databases.admit(service, false);
        return () -> Databases.admit(service, true);
    }

    private static void pause(boolean paused) {
        var broker = Servers.running().broker().split(" ", 2);
        switch (broker[0]) {
            case "process" -> Children.signal(Long.parseLong(broker[1]), paused ? "STOP" : "CONT");
            case "container" -> pauseContainer(broker[1], paused);
            default -> throw new IllegalStateException("a broker that is a " + broker[0]);
        }
    }

    private static void pauseContainer(String id, boolean paused) {
        var docker = DockerClientFactory.lazyClient();
        if (paused) {
            docker.pauseContainerCmd(id).exec();
            return;
        }
        docker.unpauseContainerCmd(id).exec();
    }
}
