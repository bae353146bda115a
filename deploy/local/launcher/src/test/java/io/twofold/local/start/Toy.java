package io.twofold.local.start;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stands in for a service or for the simulator: is ready when its database lets it in, if it has one. */
final class Toy {

    private Toy() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        var environment = System.getenv();
        var database = environment.get("quarkus.datasource.jdbc.url");
        if (database != null) {
            DriverManager.getConnection(
                            database,
                            environment.get("quarkus.datasource.username"),
                            environment.get("quarkus.datasource.password"))
                    .close();
        }
        var port = Stream.of("quarkus.management.port", "SIMULATOR_HTTP_PORT")
                .filter(environment::containsKey)
                .map(environment::get)
                .findFirst()
                .orElseThrow();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** A jar whose main class is this one. */
    static void writeJar(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Toy.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        Files.createDirectories(jar.getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .map(Path::toUri)
                .map(URI::toString)
                .collect(Collectors.joining(" "));
    }
}
