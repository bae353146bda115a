package io.twofold.local.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.twofold.local.obstacle.Obstacle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second stack out of a folder. The kernel takes the lock away when its holder dies, however it dies, so that no lock
 * is ever left behind; the process id in the file is for people.
 */
public final class StackLock implements AutoCloseable {

    static final String FILE = "stack.lock";

    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws Obstacle if another process has it
     */
    static StackLock take(Path file) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            var holder = contentOf(channel);
            channel.close();
            throw new Obstacle(
                    "A stack is already running in %s (process %s); stop that one first, or start another with --state and --port-offset."
                            .formatted(file.getParent(), holder));
        }
        channel.truncate(0);
        channel.write(US_ASCII.encode(String.valueOf(ProcessHandle.current().pid())), 0);
        return new StackLock(channel);
    }

    /** Whether another process has it. */
    static boolean isHeld(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisVeryProcess) {
            return false;
        }
    }

    private static String contentOf(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate(LONGEST_PID);
        channel.read(content, 0);
        return US_ASCII.decode(content.flip()).toString();
    }
}
