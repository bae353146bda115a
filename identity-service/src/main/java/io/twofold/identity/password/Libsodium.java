package io.twofold.identity.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The two calls of libsodium that passwords need (crypto_pwhash.h), and the library that comes with the build. */
final class Libsodium {

    /** crypto_pwhash_STRBYTES, with its terminating zero. */
    private static final int HASH_BYTES = 128;

    private static final int KIB = 1024;

    private static final String ERRNO = "errno";
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR_NUMBER = CALL_STATE.varHandle(PathElement.groupElement(ERRNO));

    /** EINVAL, which crypto_pwhash_str_verify sets for a wrong password, and for nothing else that can happen here. */
    private static final int MISMATCH = 22;

    private final MethodHandle hash;
    private final MethodHandle verify;

    private Libsodium(MethodHandle hash, MethodHandle verify) {
        this.hash = hash;
        this.verify = verify;
    }

    /**
     * Loads the library.
     *
     * @throws IllegalStateException if there is none for this machine
     */
    @SuppressWarnings("restricted") // calling native code is what this class is for
    static Libsodium load() {
        SymbolLookup library = SymbolLookup.libraryLookup(unpacked(), Arena.global());
        Linker linker = Linker.nativeLinker();
        MethodHandle initialise =
                linker.downcallHandle(library.findOrThrow("sodium_init"), FunctionDescriptor.of(JAVA_INT));
        if (call(initialise) < 0) {
            throw new IllegalStateException("libsodium can't be initialised");
        }
        return new Libsodium(
                linker.downcallHandle(
                        library.findOrThrow("crypto_pwhash_str"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG)),
                linker.downcallHandle(
                        library.findOrThrow("crypto_pwhash_str_verify"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                        Linker.Option.captureCallState(ERRNO)));
    }

    /**
     * Argon2id with a random salt.
     *
     * @param memory in KiB
     * @return a PHC string
     * @throws OutOfMemoryError if the machine hasn't that much
     */
    String hash(Password password, int memory, int iterations) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment typed = copy(password, arena);
            MemorySegment answer = arena.allocate(HASH_BYTES);
            int outcome = call(hash, answer, typed, typed.byteSize(), (long) iterations, (long) memory * KIB);
            typed.fill((byte) 0);
            if (outcome != 0) {
                throw new OutOfMemoryError("No " + memory + " KiB for hashing a password");
            }
            return answer.getString(0);
        }
    }

    /**
     * Whether the hash is the password's.
     *
     * @throws OutOfMemoryError if the machine hasn't as much as the hash asks for: that says nothing about the password
     */
    boolean verify(String phc, Password password) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment typed = copy(password, arena);
            MemorySegment state = arena.allocate(CALL_STATE);
            int outcome = call(verify, state, arena.allocateFrom(phc), typed, typed.byteSize());
            typed.fill((byte) 0);
            if (outcome != 0 && (int) ERROR_NUMBER.get(state, 0L) != MISMATCH) {
                throw new OutOfMemoryError("Not enough for checking a password");
            }
            return outcome == 0;
        }
    }

    private static MemorySegment copy(Password password, Arena arena) {
        return arena.allocateFrom(JAVA_BYTE, password.bytes());
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("libsodium can't be called", e);
        }
    }

    /** The loader wants a file; it may go again once it is mapped. */
    private static Path unpacked() {
        String resource = resource();
        try (InputStream library =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (library == null) {
                throw new IllegalStateException("No libsodium for this machine: " + resource);
            }
            Path file = Files.createTempFile("libsodium", suffix(resource));
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("libsodium can't be unpacked", e);
        }
    }

    /** As lazysodium-java packs them. */
    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (system.contains("mac")) {
            return arm ? "mac_arm/libsodium.dylib" : "mac/libsodium.dylib";
        }
        if (system.contains("windows")) {
            return "windows64/libsodium.dll";
        }
        return arm ? "arm64/libsodium.so" : "linux64/libsodium.so";
    }

    private static String suffix(String resource) {
        return resource.substring(resource.lastIndexOf('.'));
    }
}
