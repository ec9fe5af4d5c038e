package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeFactory;
import io.heliograph.FakeProvider;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Violation;
import io.heliograph.suppression.SuppressionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionSettingsReaderTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");

    @TempDir
    Path folder = Path.of("");

    private final FakeProvider first = FakeProvider.accepting("first");

    @AfterEach
    void forgetWhatWasMade() {
        FakeFactory.MADE.remove();
    }

    private Path file(String csv) throws IOException {
        return Files.writeString(folder.resolve("stopped.csv"), csv);
    }

    private SmsClient client(Map<String, String> settings) {
        return SmsClient.builder()
                .provider(first)
                .settings(Settings.of(settings))
                .build();
    }

    private List<String> faults(String name, String value) {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> client(Map.of(name, value)));
        assertThat(thrown).isNotNull().hasMessageNotContaining("812345678");
        return thrown.violations().stream().map(Violation::toString).toList();
    }

    @Test
    void who_is_in_the_file_gets_nothing() throws IOException {
        Path file = file("number,reason\n+66812345678,STOP\n");

        try (SmsClient client = client(Map.of("heliograph.suppression.file", file.toString()))) {
            assertThat(client.suppressions().find(PERSON, Optional.empty()))
                    .hasValueSatisfying(
                            suppression -> assertThat(suppression.reason()).isEqualTo(SuppressionReason.STOP));
            assertThat(client.plan(Sends.request().build()).providers()).isEmpty();
        }
    }

    @Test
    void a_file_with_a_fault_is_refused_with_its_line() throws IOException {
        Path file = file("number\n+66812345678\n0812345678\n");

        assertThat(faults("heliograph.suppression.file", file.toString()))
                .containsExactly(
                        "heliograph.suppression.file has a fault: line 3 number is 10 digits; it must be E.164: "
                                + "a + and 7 to 15 digits with the country code first");
    }

    @Test
    void a_file_that_is_none_is_refused() throws IOException {
        assertThat(faults(
                        "heliograph.suppression.file",
                        folder.resolve("none.csv").toString()))
                .containsExactly("heliograph.suppression.file can't be read: NoSuchFileException");
        assertThat(faults("heliograph.suppression.file", file("+66812345678\n").toString()))
                .singleElement()
                .asString()
                .startsWith(
                        "heliograph.suppression.file has a fault: header is missing, because the first line is a row already");
        assertThat(faults("heliograph.suppression.file", "a\0b"))
                .containsExactly("heliograph.suppression.file is no path of a file");
    }

    @Test
    void the_scope_is_set() {
        try (SmsClient global = client(Map.of("heliograph.suppression.scope", "global"));
                SmsClient perSender = client(Map.of("heliograph.suppression.scope", "per-sender"))) {
            for (SmsClient client : List.of(global, perSender)) {
                client.suppressions().add(PERSON, io.heliograph.message.Sender.of("OTHER"));
            }
            assertThat(global.trySend(Sends.request().from("ACME").build())).isInstanceOf(SendOutcome.Rejected.class);
            assertThat(perSender.trySend(Sends.request().from("ACME").build()))
                    .isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void a_scope_that_is_none_is_refused() {
        assertThat(faults("heliograph.suppression.scope", "hunter2"))
                .containsExactly(
                        "heliograph.suppression.scope is 1 digit and 6 letters; it must be global or per-sender");
    }
}
