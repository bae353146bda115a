package io.twofold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server whose data lives in a folder of its own and which listens on the loopback interface only.
 *
 * @param data       its data folder; made on the first {@link #program()}
 * @param port       1 to 65535
 * @param password   of the superuser {@value #SUPERUSER}, given to it when the data folder is made
 * @param parameters of the server, over PostgreSQL's defaults; durable unless they say otherwise
 */
public record PostgresServer(Path data, int port, String password, Map<String, String> parameters) {

    public static final String SUPERUSER = "postgres";

    public PostgresServer {
        data = data.toAbsolutePath();
        parameters = Map.copyOf(parameters);
    }

    /**
     * The program that serves this folder; unpacks the binaries and makes the folder if they aren't there yet.
     *
     * @throws UncheckedIOException          if either can't be done, with PostgreSQL's own words
     * @throws UnsupportedOperationException if root can't run it here, see {@link ServerUser}
     */
    public Program program() {
        var binaries = PostgresBinaries.unpacked();
        var user = ServerUser.whoMayRun(binaries, data);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, user);
        }
        user.own(data);
        var command = new ArrayList<>(
                List.of(binaries.resolve("postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port)));
        parameters.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        command.addAll(List.of("-c", "listen_addresses=localhost", "-c", "unix_socket_directories="));
        return new Program(command, data, Map.of("LC_ALL", "C"), user.prefix(), Program.StopSignal.INT);
    }

    /** The JDBC address of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Connects as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, password);
    }

    /** Whether it takes connections now. */
    public boolean isReady() {
        try (var connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void initialise(Path binaries, ServerUser user) {
        // Made beside and moved into place when complete, so that an interrupted start leaves nothing half made.
        var unfinished = data.resolveSibling(data.getFileName() + ".unfinished");
        var passwordFile = data.resolveSibling(data.getFileName() + ".password");
        try {
            Folders.delete(unfinished);
            Folders.delete(passwordFile);
            Files.createDirectories(unfinished);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password, StandardOpenOption.WRITE);
            user.own(unfinished);
            user.own(passwordFile);
            var command = new ArrayList<>(user.prefix());
            command.addAll(List.of(
                    binaries.resolve("initdb").toString(),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C"));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException("initdb failed: " + words.strip());
            }
            Folders.delete(passwordFile);
            Files.move(unfinished, data);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make the PostgreSQL data folder " + data + ": " + e.getMessage(), e);
        }
    }
}
