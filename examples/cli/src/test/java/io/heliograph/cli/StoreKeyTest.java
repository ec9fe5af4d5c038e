package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.store.jdbc.SqliteStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that was made with a key of its own, by an application. */
class StoreKeyTest {
    private static final String KEY = base64(1);
    private static final String OTHER = base64(2);
    private static final PhoneNumber PHONE = PhoneNumber.of("+66812345678");

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String base64(int value) {
        return Base64.getEncoder().encodeToString(bytes(value));
    }

    @BeforeEach
    void storeWithKey() {
        try (var store =
                SqliteStore.builder(folder.resolve("sms.db")).key(bytes(1)).open()) {
            store.suppressions()
                    .add(
                            new Suppression(
                                    PHONE,
                                    Optional.empty(),
                                    SuppressionReason.STOP,
                                    "wavix",
                                    Instant.EPOCH,
                                    Optional.empty()),
                            Instant.EPOCH);
        }
    }

    private Path keyFile(String... lines) throws IOException {
        return Files.write(folder.resolve("key"), List.of(lines));
    }

    private Run suppressions(String... more) {
        String[] start = {
            "suppressions", "list", "--store", folder.resolve("sms.db").toString()
        };
        String[] all = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return Run.of(environment, all);
    }

    @Test
    void it_is_opened_with_a_file_that_has_the_key() throws IOException {
        Run run = suppressions("--store-key-file", keyFile(KEY, "").toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("STOP");
    }

    @Test
    void it_is_opened_with_the_environment_of_the_application() throws IOException {
        environment.put("HELIOGRAPH_JDBC_STORE_KEY", KEY);
        assertThat(suppressions().exitCode()).isZero();

        environment.put("HELIOGRAPH_JDBC_STORE_KEY", OTHER);
        environment.put("HELIOGRAPH_JDBC_STORE_KEY_FILE", keyFile(KEY).toString());
        assertThat(suppressions().exitCode()).isZero();
    }

    @Test
    void while_the_key_is_replaced_the_file_has_both() throws IOException {
        Run run = suppressions("--store-key-file", keyFile(OTHER, KEY).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("STOP");
    }

    @Test
    void without_the_key_or_with_another_it_says_so() throws IOException {
        Run without = suppressions();
        assertThat(without.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(without.err()).contains("No key was given", "--store-key-file FILE", "nothing was sent");

        Run other = suppressions("--store-key-file", keyFile(OTHER).toString());
        assertThat(other.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(other.err())
                .contains("made with another key", "The key of --store-key-file isn't its key")
                .doesNotContain(OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "'', has no key",
        "c2hvcnQ=, has the Base64 of 5 bytes in line 1; it must be 32",
        "'it''s a secret!', 'has 14 characters in line 1, and they aren''t Base64'"
    })
    void a_file_that_has_no_key_is_an_error(String content, String problem) throws IOException {
        Run run = suppressions("--store-key-file", keyFile(content).toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("--store-key-file " + problem).doesNotContain("secret!");
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        Run run = suppressions("--store-key-file", folder.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("--store-key-file names a file that can't be read");
    }
}
