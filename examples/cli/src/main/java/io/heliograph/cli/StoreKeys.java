package io.heliograph.cli;

import io.heliograph.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of a store that was made with one, and while it is replaced the keys before it. They come from a file or the environment,
 * never from the command line, which other users of the machine can read.
 */
final class StoreKeys {
    static final String OPTION = "--store-key-file";
    static final String FILE_VARIABLE = "HELIOGRAPH_JDBC_STORE_KEY_FILE";

    /** The starter's property as a variable. */
    static final String VARIABLE = "HELIOGRAPH_JDBC_STORE_KEY";

    private static final int BYTES = 32;

    private final String source;
    private final List<byte[]> keys;

    private StoreKeys(String source, List<byte[]> keys) {
        this.source = source;
        this.keys = keys;
    }

    /**
     * Those of a file, else of the environment; empty where neither is given.
     *
     * @throws CommandFailure if the file can't be read, or has no key
     */
    static Optional<StoreKeys> of(@Nullable Path option, Map<String, String> environment) {
        if (option != null) {
            return Optional.of(ofFile(OPTION, option));
        }
        String place = environment.getOrDefault(FILE_VARIABLE, "");
        if (!place.isBlank()) {
            return Optional.of(ofFile(FILE_VARIABLE, path(place)));
        }
        String key = environment.getOrDefault(VARIABLE, "");
        return key.isBlank() ? Optional.empty() : Optional.of(parsed(VARIABLE, List.of(key)));
    }

    private static Path path(String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException e) {
            throw failure(FILE_VARIABLE, "is no path of a file");
        }
    }

    private static StoreKeys ofFile(String source, Path file) {
        try {
            return parsed(source, Files.readAllLines(file));
        } catch (MalformedInputException e) {
            throw failure(source, "is no text; it must have the key in Base64");
        } catch (IOException e) {
            throw failure(source, "names a file that can't be read");
        }
    }

    private static StoreKeys parsed(String source, List<String> lines) {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                keys.add(key(source, line, i + 1));
            }
        }
        if (keys.isEmpty()) {
            throw failure(source, "has no key; it must have the Base64 of " + BYTES + " bytes");
        }
        return new StoreKeys(source, keys);
    }

    private static byte[] key(String source, String line, int number) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw failure(
                    source, "has " + line.length() + " characters in line " + number + ", and they aren't Base64");
        }
        if (key.length != BYTES) {
            throw failure(
                    source, "has the Base64 of " + key.length + " bytes in line " + number + "; it must be " + BYTES);
        }
        return key;
    }

    private static CommandFailure failure(String source, String problem) {
        return new CommandFailure(ExitCode.CONFIGURATION, source + " " + problem + "; nothing was sent");
    }

    /** The option or the variable that they come from. */
    String source() {
        return source;
    }

    /** Gives them to a store. */
    void set(JdbcStore.Builder store) {
        store.key(keys.get(0));
        if (keys.size() > 1) {
            store.previousKeys(keys.subList(1, keys.size()).toArray(byte[][]::new));
        }
    }
}
