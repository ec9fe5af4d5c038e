package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    /** Nothing listens there, and no request is made. */
    private static final Map<String, String> SETTINGS = Map.of(
            "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "hunter2",
            "HELIOGRAPH_PROVIDERS_TEXTINGLINE_KEY_ID", "id",
            "HELIOGRAPH_PROVIDERS_TEXTINGLINE_KEY_SECRET", "hunter2",
            "HELIOGRAPH_ROUTE", "wavix");

    private static Run segments(String... more) {
        return Run.of(Map.of(), with(more));
    }

    private static String[] with(String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "segments";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return arguments;
    }

    private static Run lines(String input) {
        return Run.withInput(input, Map.of(), "segments", "--jsonl");
    }

    @Test
    void a_short_text_is_one_part_with_room_left() {
        Run run = segments("Your code is 482910 [€5]");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "encoding  GSM-7",
                        "parts     1, 27 units, 133 left in the last",
                        "  1 ####................  27/160  Your code is 482910 [€5]",
                        "two units [ at 20, € at 21, ] at 23",
                        "smart     smart encoding would change nothing",
                        "credits   no provider is set up for it");
    }

    @Test
    void each_part_is_shown_and_what_forced_ucs2_and_what_would_save() {
        Run run = segments("It’s " + "x".repeat(66));

        assertThat(run.out())
                .containsSubsequence(
                        "encoding  UCS-2",
                        "parts     2, 71 units, 63 left in the last",
                        "  1 ####################  67/67  It’s " + "x".repeat(62) + "\n",
                        "  2 ##..................   4/67  xxxx\n",
                        "UCS-2 by  ’ U+2019 at 2",
                        "smart     smart encoding would make it 1 part of GSM-7 and save 1, with 1 character replaced");
    }

    @Test
    void what_would_move_the_terminal_is_shown_as_what_it_is() {
        assertThat(segments("a\nb\u001B[31m\u202Ec").out())
                .contains("a␊b␛[31m<202E>c")
                .doesNotContain("\u001B", "\u202E");
    }

    @Test
    void every_provider_that_is_set_up_says_what_it_takes(@TempDir Path folder) throws IOException {
        Path prices =
                Files.writeString(folder.resolve("prices.csv"), "wavix, GB, USD, 0.04\ntextingline, GB, USD, 0.02\n");
        Path config = Files.writeString(folder.resolve("h.properties"), "heliograph.prices = " + prices + "\n");
        String text = "x".repeat(161);

        Run run = Run.of(SETTINGS, with(text, "--config", config.toString()));
        assertThat(run.out())
                .containsSubsequence("credits   ", "at most 2 SMS credits, for 2 parts")
                .containsPattern("wavix           2 parts\\R")
                .doesNotContain("USD");
        Run priced = Run.of(SETTINGS, with(text, "--config", config.toString(), "--to", "+447537151866"));
        assertThat(priced.out())
                .contains("wavix           2 parts, 0.08 USD", "at most 2 SMS credits, for 2 parts, 0.02 USD");
    }

    @Test
    void one_json_document() {
        Run run = Run.of(SETTINGS, with("--json", "’".repeat(71)));

        Map<?, ?> json = run.json();
        assertThat(json.get("encoding")).isEqualTo("UCS-2");
        assertThat(json.get("perSegment")).isEqualTo(List.of(67.0, 4.0));
        assertThat(json.get("unitsLeft")).isEqualTo(63.0);
        assertThat(json.get("smart")).isEqualTo(Map.of("segments", 1.0, "saved", 1.0, "replacements", 71.0));
        assertThat(String.valueOf(json.get("providers")))
                .contains("provider=wavix, segments=2.0, sendable=true, credits={part=2.0}, exact=true")
                .contains("provider=textingline", "credits={SMS credit=2.0}, exact=false");
        assertThat(run.out()).doesNotContain("hunter2");
    }

    @Test
    void a_text_comes_from_a_pipe_or_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "from a file\r\n");

        assertThat(Run.withInput("from a pipe\n", Map.of(), "segments", "-").out())
                .contains(" from a pipe\n", "11 units");
        assertThat(Run.withInput("", Map.of(), "segments").out()).contains("parts     1, 0 units");
        assertThat(segments("--file", file.toString()).out()).contains("11 units");
        Files.writeString(file, "\uFEFFfrom Windows\n");
        assertThat(segments("--file", file.toString()).out()).contains("GSM-7", "12 units");
    }

    @Test
    void a_text_that_was_not_read_right_is_not_counted_or_sent_as_something_else(@TempDir Path folder)
            throws IOException {
        Path latin1 = Files.write(folder.resolve("text"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(segments("--file", latin1.toString()).errors()).containsExactly("sms: text isn't UTF-8");
        assertThat(segments("caf\uFFFD").err()).contains("locale");

        Run sent = Run.of(SETTINGS, "send", "--to", "+66812345678", "--text", "caf\uFFFD");
        assertThat(sent.exitCode()).isEqualTo(65);
        assertThat(sent.err()).contains("set LC_ALL");
    }

    @ParameterizedTest
    @CsvSource({
        "--file nowhere, 65, 'file can''t be read, because there is no such file'",
        "--file nowhere Hello!, 2, an argument too many",
        "--json --jsonl, 2, --json and --jsonl can't be given together",
        "--jsonl texts.jsonl, 2, --jsonl reads lines from --file or standard input",
        "--config nowhere hello, 78, config doesn't exist",
    })
    void what_can_not_be_is_one_line(String arguments, int exitCode, String problem) {
        Run run = segments(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.errors()).singleElement().asString().startsWith("sms: ").contains(problem);
    }

    @Test
    void a_recipient_that_is_none_is_bad_data() {
        Run run = Run.of(SETTINGS, with("hello", "--to", "12345"));

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).contains("to is 5 digits");
    }

    @Test
    void each_line_is_answered_with_a_line() {
        Run run = lines("""
                {"id":1,"text":"hello"}
                {"text":"\\ud83d","id":"half"}
                {"id":"a\\"b","text":"%s","more":[{}]}

                {"id":null,"text":""}
                {"id":1e3,"text":"😀\\u20ac\\n"}""".formatted("]".repeat(153)));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                {"id":1,"encoding":"GSM-7","segments":1,"units":5,"perSegment":[5],"sendable":true}
                {"id":"half","encoding":"UCS-2","segments":1,"units":1,"perSegment":[1],"sendable":false}
                {"id":"a\\"b","encoding":"GSM-7","segments":3,"units":306,"perSegment":[152,152,2],"sendable":true}
                {"id":null,"encoding":"GSM-7","segments":1,"units":0,"perSegment":[0],"sendable":true}
                {"id":1e3,"encoding":"UCS-2","segments":1,"units":4,"perSegment":[4],"sendable":true}
                """);
    }

    @Test
    void an_id_comes_back_as_it_was_and_blank_lines_and_a_byte_order_mark_are_nothing() {
        Run run = lines("\uFEFF{\"id\":\"\\ud83d\\u0001\\n\",\"text\":\"\"}\r\n \t \r\n{\"id\":true,\"text\":\"\"}\r\n"
                + "{\"id\":12345678901234567890.10,\"text\":\"\"}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf(",\"encoding"))))
                .containsExactly(
                        "{\"id\":\"\\ud83d\\u0001\\u000a\"", "{\"id\":true", "{\"id\":12345678901234567890.10");
    }

    @Test
    void a_text_that_cannot_be_sent_says_why_no_provider_takes_it() {
        assertThat(Run.of(SETTINGS, with("")).out()).contains("credits   none: text is");
        assertThat(Run.withInput("x".repeat(39_016), SETTINGS, "segments").out())
                .contains("credits   none: text has");
    }

    @Test
    void a_text_that_no_sms_holds_is_not_sendable() throws IOException {
        Run run = lines("{\"id\":\"long\",\"text\":\"" + "x".repeat(255 * 153 + 1) + "\"}\n");

        Map<?, ?> line =
                (Map<?, ?>) new Moshi.Builder().build().adapter(Object.class).fromJson(run.out());
        assertThat(line).isNotNull();
        assertThat(line.get("segments")).isEqualTo(256.0);
        assertThat(line.get("sendable")).isEqualTo(false);
        assertThat((List<?>) line.get("perSegment")).hasSize(256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "[]",
                "{\"id\":1}",
                "{\"id\":1,\"text\":5}",
                "{\"id\":1,\"text\":null}",
                "{\"id\":[],\"text\":\"x\"}",
                "{\"id\":1,\"text\":\"x",
                "{\"id\":1,\"text\":\"x\"} {}"
            })
    void an_invalid_line_is_named_and_those_before_are_answered(String line) {
        Run run = lines("{\"id\":1,\"text\":\"x\"}\n" + line + "\n{\"id\":3,\"text\":\"x\"}\n");

        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.errors()).singleElement().asString().startsWith("sms: line 2 ");
        assertThat(run.out().lines()).singleElement().asString().startsWith("{\"id\":1,");
    }

    @Test
    @Timeout(20)
    void an_endless_input_ends_when_the_output_is_closed() {
        byte[] line = "{\"id\":0,\"text\":\"x\"}\n".getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("whole lines are read");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                System.arraycopy(line, 0, bytes, offset, line.length);
                return line.length;
            }
        };
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        int exitCode = Sms.run(
                Map.of(),
                endless,
                new PrintWriter(new PrintStream(closed), true, StandardCharsets.UTF_8),
                new PrintWriter(new StringWriter()),
                "segments",
                "--jsonl");

        assertThat(exitCode).isZero();
    }

    @Test
    void a_line_is_answered_before_the_next_one_is_sent() {
        StringWriter out = new StringWriter();
        InputStream in = new InputStream() {
            private int given;

            @Override
            public int read() {
                throw new AssertionError("whole lines are read");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                assertThat(out.toString().lines().count()).isEqualTo(given);
                if (given == 3) {
                    return -1;
                }
                given++;
                byte[] line = "{\"id\":0,\"text\":\"x\"}\n".getBytes(StandardCharsets.UTF_8);
                System.arraycopy(line, 0, bytes, offset, line.length);
                return line.length;
            }
        };

        int exitCode = Sms.run(
                Map.of(), in, new PrintWriter(out, true), new PrintWriter(new StringWriter()), "segments", "--jsonl");

        assertThat(exitCode).isZero();
        assertThat(out.toString().lines()).hasSize(3);
    }

    @Test
    void one_unit_is_one_unit() {
        assertThat(segments("x").out()).contains("parts     1, 1 unit, 159 left");
    }

    @Test
    void what_no_sms_can_hold_is_named_with_its_place() {
        assertThat(Run.of(SETTINGS, with("ab\u001bc")).out())
                .contains("problem   the text has the control character U+001B at place 3;")
                .contains("credits   none: text has the control character U+001B at place 3;");
    }

    @Test
    void the_output_has_ascii_digits_in_every_locale() {
        String expected = segments("It’s " + "x".repeat(70)).out();
        Locale before = Locale.getDefault();
        for (String tag : List.of("ar-EG", "fa-IR", "bn-BD", "mr-IN", "ne-NP", "my-MM", "ckb-IQ", "ps-AF")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            try {
                assertThat(segments("It’s " + "x".repeat(70)).out()).isEqualTo(expected);
            } finally {
                Locale.setDefault(before);
            }
        }
    }
}
