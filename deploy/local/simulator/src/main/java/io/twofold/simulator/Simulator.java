package io.twofold.simulator;

import com.sun.net.httpserver.HttpServer;
import io.twofold.simulator.camara.CamaraSimSwap;
import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.lookup.LookupApi;
import io.twofold.simulator.lookup.Lookups;
import io.twofold.simulator.mail.MailServer;
import io.twofold.simulator.mail.MailboxApi;
import io.twofold.simulator.mail.Mailboxes;
import io.twofold.simulator.page.WorldPage;
import io.twofold.simulator.phone.PhoneApi;
import io.twofold.simulator.phone.Phones;
import io.twofold.simulator.provider.BehaviourApi;
import io.twofold.simulator.provider.Provider;
import io.twofold.simulator.provider.Providers;
import io.twofold.simulator.smpp.MessageCentre;
import io.twofold.simulator.twilio.Twilio;
import io.twofold.simulator.twilio.TwilioLookup;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Builds the world out of its parts, opens its ports and closes them. */
public final class Simulator implements AutoCloseable {

    private static final int BACKLOG = 1024;

    /** Held, since a logger nobody holds forgets its level. */
    private static final Logger MAIL_LIBRARY = Logger.getLogger("org.subethamail");

    /** As above. */
    private static final Logger SMPP_LIBRARY = Logger.getLogger("org.jsmpp");

    private final HttpServer http;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final MailServer mail;
    private final MessageCentre centre;
    private final List<Provider> providers;

    private Simulator(Settings settings, Clock clock) throws IOException {
        InetAddress host = InetAddress.getLoopbackAddress();
        // An eighth each for texts, letters, and Twilio's own books of messages and of calls.
        long budget = Runtime.getRuntime().maxMemory() / 8;

        Phones phones = new Phones(budget);
        Mailboxes mailboxes = new Mailboxes(budget);
        Lookups lookups = new Lookups();
        mail = new MailServer(host, settings.smtpPort(), mailboxes, clock);
        centre = new MessageCentre(host, settings.smppPort(), settings.account(), phones, settings.step(), clock);
        providers = List.of(
                new Twilio(settings.credentials(), phones, settings.step(), budget, clock),
                new TwilioLookup(settings.credentials(), lookups, clock),
                new CamaraSimSwap(settings.credentials(), lookups, clock),
                centre,
                mail);

        Router router = new Router();
        Providers all = new Providers(providers);
        providers.forEach(provider -> provider.addTo(router));
        new PhoneApi(phones).addTo(router);
        new MailboxApi(mailboxes).addTo(router);
        new LookupApi(lookups).addTo(router);
        new BehaviourApi(all).addTo(router);
        Runnable forget = () -> {
            all.forget();
            phones.forget();
        };
        new WorldPage(phones, mailboxes, all, forget).addTo(router);
        router.on("DELETE", "/api", _ -> {
            forget.run();
            return Answer.noContent();
        });
        router.on("GET", "/health", _ -> Answer.json(200, Map.of("status", "UP")));

        http = HttpServer.create();
        http.setExecutor(handlers);
        http.createContext("/", router);
        bind(host, settings.httpPort());
    }

    /**
     * Starts a world; when this returns it answers.
     *
     * @throws UnusableSetting where a port is taken
     * @throws IOException where a port can't be opened for another reason
     */
    static Simulator start(Settings settings, Clock clock) throws IOException {
        // Or an answer waits up to 40 ms for the client's acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Simulator simulator = new Simulator(settings, clock);
        for (Provider provider : simulator.providers) {
            try {
                provider.start();
            } catch (BindException _) {
                simulator.close();
                throw provider == simulator.centre
                        ? taken(settings.smppPort(), "simulator.smpp-port")
                        : taken(settings.smtpPort(), "simulator.smtp-port");
            }
        }
        simulator.http.start();
        return simulator;
    }

    /** {@code java -jar simulator.jar}; ends on SIGTERM, or with status 1 and a sentence where it can't start. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
        MAIL_LIBRARY.setLevel(Level.WARNING);
        SMPP_LIBRARY.setLevel(Level.OFF);
        try {
            Settings settings = Settings.of(System::getProperty, System::getenv);
            Simulator simulator = start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
            announce(simulator, settings);
        } catch (UnusableSetting e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    int httpPort() {
        return http.getAddress().getPort();
    }

    int smtpPort() {
        return mail.port();
    }

    int smppPort() {
        return centre.port();
    }

    @Override
    public void close() {
        http.stop(0);
        handlers.shutdownNow();
        providers.forEach(Provider::close);
    }

    private void bind(InetAddress host, int port) throws IOException {
        try {
            http.bind(new InetSocketAddress(host, port), BACKLOG);
        } catch (BindException _) {
            throw taken(port, "simulator.http-port");
        }
    }

    private static UnusableSetting taken(int port, String setting) {
        return new UnusableSetting("Port " + port + " is already in use: set " + setting + " to another.");
    }

    private static void announce(Simulator simulator, Settings settings) {
        System.out.println("The outside world is at http://localhost:" + simulator.httpPort()
                + ", its mail server at port " + simulator.smtpPort() + ", its message centre at port "
                + simulator.smppPort() + ".");
        if (settings.credentialsMade()) {
            System.out.println(
                    "Twilio's account for this run is " + settings.credentials().accountSid() + " with the token "
                            + settings.credentials().authToken()
                            + "; set simulator.twilio.account-sid and .auth-token to choose.");
        }
        if (settings.accountMade()) {
            System.out.println("The message centre's account for this run is "
                    + settings.account().systemId()
                    + " with the password " + settings.account().password()
                    + "; set simulator.smpp.system-id and .password to choose.");
        }
    }
}
