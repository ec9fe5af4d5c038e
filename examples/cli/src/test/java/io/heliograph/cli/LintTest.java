package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    @TempDir
    private Path folder = Path.of("");

    private String english = "";
    private String thai = "";

    @BeforeEach
    void setUp() throws IOException {
        english = Files.writeString(
                        folder.resolve("messages.properties"),
                        "otp = Your code is {0}\nwelcome = It’s " + "x".repeat(66) + "\nsubject = Hello\n")
                .toString();
        thai = Files.writeString(folder.resolve("messages_th.json"), "{\"otp\":\n \"รหัส {code}\"}")
                .toString();
    }

    private static Run lint(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "lint";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.of(Map.of(), all);
    }

    @Test
    void each_text_has_a_line_with_what_it_takes_and_why() {
        Run run = lint(english, thai, "--assume", "6", "--assume", "code=66");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        english,
                        "     1  otp      GSM-7    1    19  0=6",
                        "     2  welcome  UCS-2    2    71  1 unit over one segment; UCS-2 by ’ U+2019 at 2 -> '; "
                                + "smart encoding: 1 segment of GSM-7",
                        "     3  subject  GSM-7    1     5",
                        thai + " (th)",
                        "     2  otp      UCS-2    2    71  1 unit over one segment; UCS-2 by ร U+0E23 at 0, ห U+0E2B at 1, "
                                + "ั U+0E31 at 2, ส U+0E2A at 3; code=66",
                        "4 texts in 2 files: 2 of several segments, 2 of UCS-2");
    }

    @Test
    void a_limit_fails_with_the_number_of_texts() {
        Run run = lint(english, thai, "--max-segments", "1");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.errors()).containsExactly("sms: 1 text takes more than 1 segment");
        assertThat(run.out()).contains("\n!    2  welcome", "\n     1  otp");
        assertThat(lint(english, "--fail-on", "segments").exitCode()).isEqualTo(65);
        assertThat(lint(english, "--max-segments", "2").exitCode()).isZero();
        assertThat(lint(english, "--max-segments", "1", "--keys", "otp").exitCode())
                .isZero();

        Run ucs2 = lint(english, thai, "--fail-on", "ucs2");
        assertThat(ucs2.exitCode()).isEqualTo(65);
        assertThat(ucs2.errors()).containsExactly("sms: 2 texts are UCS-2");
    }

    @Test
    void a_text_that_cannot_be_sent_is_a_failure() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.properties"), "otp = Code\\u0000\nhi = Hi\n");

        Run run = lint(file.toString());

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.errors()).containsExactly("sms: 1 text can't be sent");
        assertThat(run.out())
                .contains("\n!    1  otp", "can't be sent: has the control character U+0000", "\n     2  hi");
        assertThat(lint(file.toString(), "--json").json().get("failed")).isEqualTo(true);
    }

    @Test
    void a_line_break_in_a_text_breaks_no_line_of_the_output() throws IOException {
        Path file = Files.writeString(folder.resolve("breaks.properties"), "a = x\\u2028y\nb = x\\u0085y\n");

        assertThat(lint(file.toString()).out().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("UCS-2 by U+2028 at 1 -> U+000A"))
                .anySatisfy(line -> assertThat(line).contains("U+0085 at place 2"));
    }

    @Test
    void keys_that_match_nothing_are_a_failure() {
        Run run = lint(english, thai, "--keys", "sms.*");

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.errors()).containsExactly("sms: no key matches --keys");
        assertThat(lint(english, thai, "--keys", "welcome").exitCode()).isZero();
        assertThat(lint(folder.resolve("none.json").toString(), "--keys", "sms.*")
                        .err())
                .doesNotContain("--keys");
    }

    @Test
    void one_json_document_without_the_texts() {
        Run run = lint(english, thai, "--json", "--keys", "otp", "--fail-on", "ucs2");

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.json().get("failed")).isEqualTo(true);
        assertThat(run.json().get("errors")).isEqualTo(List.of());
        assertThat(run.json().get("texts"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(run.out())
                .contains(
                        "\"locale\": \"th\"",
                        "\"codePoint\": \"U+0E23\"",
                        "\"unitsOverOne\": 0",
                        "\"smartSegments\": 1",
                        "\"assumed\": 10")
                .doesNotContain("Your code", "รหัส");
    }

    @Test
    void a_bad_file_is_named_with_its_line_and_the_others_are_read() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "a: x\nb: [x, y]\n");

        Run run = lint(bad.toString(), english, folder.resolve("none.json").toString());

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.errors()).hasSize(2);
        assertThat(run.errors().get(0)).startsWith("sms: " + bad + " line 2 has a value that begins with [");
        assertThat(run.errors().get(1)).endsWith("none.json isn't there");
        assertThat(run.out()).contains("welcome");
        assertThat(String.valueOf(lint(bad.toString(), "--json").json().get("errors")))
                .contains("line=2.0", "bad.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "--assume name, --assume must be",
        "--assume =3, --assume must be",
        "--assume name=99999, --assume must be",
        "--max-segments 0, --max-segments must be 1 to 255",
        "--fail-on colour, --fail-on must be ucs2 or segments"
    })
    void wrong_options_are_named(String options, String problem) {
        String[] arguments = (english + " " + options).split(" ", -1);

        Run run = lint(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("sms: " + problem);
    }

    @Test
    void it_needs_a_file() {
        assertThat(lint().exitCode()).isEqualTo(2);
    }
}
