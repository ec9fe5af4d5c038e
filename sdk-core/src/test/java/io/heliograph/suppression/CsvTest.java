package io.heliograph.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Violation;
import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final String HEADER = "number,sender,reason,provider,since,until\n";
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");

    private final ManualClock clock = new ManualClock();
    private final SuppressionList list = list();

    private SuppressionList list() {
        return new SuppressionList(new MemorySuppressionStore(clock), SuppressionScope.PER_SENDER, clock);
    }

    private ImportResult read(String csv) {
        try {
            return list.importCsv(new StringReader(csv));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String written(SuppressionList list) throws IOException {
        StringWriter csv = new StringWriter();
        list.exportCsv(csv);
        return csv.toString();
    }

    @Test
    void a_line_has_everything() {
        ImportResult result = read(
                HEADER + "+66812345678,\"A,\"\"B\"\"\",REFUSED,wavix,2026-11-20T07:00:00Z,2026-11-21T07:00:00Z\r\n");

        assertThat(result).isEqualTo(new ImportResult(1, 0, 0, 0, List.of()));
        assertThat(list.all())
                .containsExactly(new Suppression(
                        PERSON,
                        Optional.of(Sender.of("A,\"B\"")),
                        SuppressionReason.REFUSED,
                        "wavix",
                        Instant.parse("2026-11-20T07:00:00Z"),
                        Optional.of(Instant.parse("2026-11-21T07:00:00Z"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"number\n", "NUMBER\r\n", "\uFEFFnumber\n", "\n\n\"number\"\n", " number \n"})
    void a_list_of_numbers_is_enough(String header) {
        assertThat(read(header + "+66812345678\n\n  \n+66812345679").added()).isEqualTo(2);

        assertThat(list.find(PERSON, Optional.empty())).hasValueSatisfying(suppression -> {
            assertThat(suppression.reason()).isEqualTo(SuppressionReason.MANUAL);
            assertThat(suppression.since()).isEqualTo(clock.instant());
            assertThat(suppression.sender()).isEmpty();
            assertThat(suppression.until()).isEmpty();
        });
    }

    @Test
    void columns_may_stand_in_any_order() {
        read("reason,number\nstop,+66812345678\n");

        assertThat(list.find(PERSON, Optional.empty())).map(Suppression::reason).contains(SuppressionReason.STOP);
    }

    private static final String RIGHT =
            "; it must name number and, each once, any of sender, reason, provider, since, until, with commas between";

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments("", "is missing, because the file is empty" + RIGHT),
                arguments(
                        "+66812345678\n",
                        "is missing, because the first line is a row already; put a line above it: "
                                + RIGHT.substring(2)),
                arguments(
                        "0812345678;STOP\n",
                        "is missing, because the first line is a row already; put a line above it: "
                                + RIGHT.substring(2)),
                arguments("number;reason\n", "has semicolons between its columns" + RIGHT),
                arguments("Reason;Number;\n", "has semicolons between its columns" + RIGHT),
                arguments("number\treason\n", "has tabs between its columns" + RIGHT),
                arguments("number|reason\n", "has vertical bars between its columns" + RIGHT),
                arguments(
                        "sep=,\nnumber\n",
                        "is missing, because the first line tells Excel the separator; remove that line"),
                arguments(
                        "sep=;\nnumber;reason\n",
                        "is missing, because the first line tells Excel the separator; remove that line"),
                arguments(
                        "\uFFFD\uFFFDn\0u\0m\0b\0e\0r\0\n\0",
                        "isn't UTF-8 but looks like UTF-16; save the file as CSV UTF-8"),
                arguments("\0n\0u\0m\0b\0e\0r\n", "isn't UTF-8 but looks like UTF-16; save the file as CSV UTF-8"),
                arguments("number,number\n", "names number twice" + RIGHT),
                arguments("number,phone\n", "has a column that isn't known, the one at place 2 (phone)" + RIGHT),
                arguments(
                        "number,+66812345678\n",
                        "has a column that isn't known, the one at place 2 (11 digits after a +)" + RIGHT),
                arguments("sender\n", "doesn't name number" + RIGHT),
                arguments("number,\n", "has no name for column 2; name it, or take a comma too many out"),
                arguments("number,reason,\n", "has no name for column 3; name it, or take a comma too many out"),
                arguments("\"number\n", "can't be read: it is too long, or a quote isn't closed" + RIGHT));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void a_header_that_isnt_one_is_rejected_with_what_was_found_and_nothing_is_added(String header, String problem) {
        assertThatThrownBy(() -> read(header + (header.isEmpty() ? "" : "+66812345679\n")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("header " + problem)
                .hasMessageNotContaining("812345678");
        assertThat(list.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "66812345678,,,,,|line 2 number is 11 digits; it must be E.164: a + and 7 to 15 digits with the country code first",
                ",,,,,|line 2 number is empty",
                "+66812345678,0123456789,,,,|line 2 sender is 10 digits; it must be a phone number with its +, a short code of 3 to 8 digits, or a name of at most 11 printable ASCII characters that aren't all digits",
                "+66812345678,,GONE,,,|line 2 reason is 4 letters; it must be STOP, REFUSED, MANUAL or REMOVED",
                "+66812345678,,,,20.11.2026,|line 2 since is 8 digits and 2 other characters; it must be a time such as 2026-11-20T08:00:00Z",
                "+66812345678,,,,,soon|line 2 until is 4 letters; it must be a time such as 2026-11-20T08:00:00Z",
                "+66812345678,,,,2026-11-20T07:00:00Z,2026-11-20T07:00:00Z|line 2 until must be after since",
                "+66812345678,,|line 2 has 3 fields, and the header has 6",
                "+66812345678|line 2 has 1 field, and the header has 6",
                "\"+66812345678,,,,,|line 2 can't be read: it is too long, or a quote isn't closed",
            })
    void a_fault_names_the_line_and_the_field_and_no_number(String line, String fault) {
        ImportResult result = read(HEADER + line + "\n+66812345679,,,,,\n");

        assertThat(result.faulty()).isOne();
        assertThat(result.added()).as("the line after it").isOne();
        assertThat(result.violations()).extracting(Violation::toString).containsExactly(fault);
        assertThat(result.toString()).doesNotContain("812345678");
        assertThat(list.find(PERSON, Optional.empty())).isEmpty();
    }

    @Test
    void every_fault_of_a_line_is_named() {
        assertThat(read(HEADER + "1,,GONE,,now,\n").violations())
                .extracting(Violation::field)
                .containsExactly("line 2 number", "line 2 reason", "line 2 since");
    }

    @Test
    void a_line_of_a_gigabyte_takes_no_memory() throws IOException {
        Reader endless = new Reader() {
            private long left = 50_000_000;

            @Override
            public int read(char[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(left, length);
                java.util.Arrays.fill(buffer, offset, offset + count, '7');
                if (left == 50_000_000) {
                    "number\n+".getChars(0, 8, buffer, offset);
                }
                left -= count;
                return count;
            }

            @Override
            public void close() {}
        };

        assertThat(list.importCsv(endless).violations())
                .extracting(Violation::toString)
                .containsExactly("line 2 can't be read: it is too long, or a quote isn't closed");
    }

    @Test
    void of_many_faults_the_first_hundred_are_named_and_all_are_counted() {
        ImportResult result = read("number\n" + "nobody\n".repeat(250));

        assertThat(result.faulty()).isEqualTo(250);
        assertThat(result.violations()).hasSize(100);
    }

    @Test
    void what_is_known_has_ended_or_is_older_than_a_removal_changes_nothing() {
        list.remove(PERSON);
        ImportResult result = read(HEADER
                + "+66812345678,,STOP,,2026-11-19T07:00:00Z,\n"
                + "+66812345679,,STOP,,2026-11-19T07:00:00Z,2026-11-19T08:00:00Z\n"
                + "+66812345670,,STOP,,2026-11-19T07:00:00Z,\n"
                + "+66812345670,,STOP,,2026-11-19T07:00:00Z,\n");

        assertThat(result).isEqualTo(new ImportResult(1, 0, 3, 0, List.of()));
        assertThat(list.find(PERSON, Optional.empty())).isEmpty();
    }

    @Test
    void an_empty_list_is_a_header() throws IOException {
        assertThat(written(list)).isEqualTo("number,sender,reason,provider,since,until\r\n");
    }

    @Test
    void what_has_ended_isnt_written() throws IOException {
        list.refused(PERSON, Optional.empty(), "wavix", clock.instant());
        assertThat(written(list)).contains("+66812345678,,REFUSED,wavix,2026-11-20T08:00:00Z,2026-11-21T08:00:00Z");
        clock.passes(Duration.ofDays(1));

        assertThat(written(list)).doesNotContain("+66");
    }

    @Test
    void what_is_written_is_read_the_same() {
        Property.check(500, random -> {
            SuppressionList before = list();
            for (int i = random.nextInt(10); i > 0; i--) {
                before.add(any(random));
            }
            SuppressionList after = list();
            try {
                after.importCsv(new StringReader(written(before)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertThat(after.all())
                    .containsExactlyInAnyOrderElementsOf(before.all().toList());
        });
    }

    @Test
    void a_row_that_says_removed_ends_what_stands_above_it_and_keeps_older_rows_out() {
        ImportResult result = read(HEADER
                + "+66812345678,,,,,\n"
                + "+66812345679,ACME,STOP,,2026-11-19T07:00:00Z,\n"
                + "+66812345678,*,REMOVED,,2026-11-20T07:00:00Z,\n"
                + "+66812345679,*,removed,,2026-11-20T07:00:00Z,\n"
                + "+66812345679,ACME,STOP,,2026-11-19T07:00:00Z,\n");

        assertThat(result).isEqualTo(new ImportResult(1, 2, 2, 0, List.of()));
        assertThat(list.all()).isEmpty();
    }

    @Test
    void a_later_stop_holds_whatever_was_removed_before() {
        read(HEADER
                + "+66812345678,,STOP,,2026-11-20T07:30:00Z,\n"
                + "+66812345678,*,REMOVED,,2026-11-20T07:00:00Z,\n"
                + "+66812345679,*,REMOVED,,2026-11-20T07:00:00Z,\n"
                + "+66812345679,,MANUAL,,,\n");

        assertThat(list.all()).hasSize(2);
    }

    @Test
    void a_removal_for_one_sender_leaves_the_others() {
        read(HEADER
                + "+66812345678,ACME,STOP,,2026-11-19T07:00:00Z,\n"
                + "+66812345678,SHOP,STOP,,2026-11-19T07:00:00Z,\n"
                + "+66812345678,,MANUAL,,2026-11-19T07:00:00Z,\n"
                + "+66812345678,ACME,REMOVED,,2026-11-20T07:00:00Z,\n"
                + "+66812345678,,REMOVED,,2026-11-20T07:00:00Z,\n");

        assertThat(list.all())
                .singleElement()
                .satisfies(left -> assertThat(left.sender()).contains(Sender.of("SHOP")));
    }

    @Test
    void rows_without_a_time_have_the_one_that_is_given() throws IOException {
        list.remove(PERSON);
        clock.passes(Duration.ofHours(1));

        list.importCsv(
                new StringReader("number\n+66812345678\n"), clock.instant().minusSeconds(7_200));
        assertThat(list.all()).as("removed after the list was made").isEmpty();

        list.importCsv(new StringReader("number\n+66812345678\n"));
        assertThat(list.all()).hasSize(1);
    }

    @Test
    void a_later_header_names_the_columns_of_the_lines_below_it() {
        ImportResult result = read("number\n+66812345678\nreason,Number\nSTOP,+66812345679\n");

        assertThat(result).isEqualTo(new ImportResult(2, 0, 0, 0, List.of()));
        assertThat(list.find(PhoneNumber.of("+66812345679"), Optional.empty()))
                .map(Suppression::reason)
                .contains(SuppressionReason.STOP);
    }

    @Test
    void nothing_below_a_later_header_that_isnt_one_is_guessed() {
        ImportResult result = read("number\n+66812345678\nnumber,phone\n+66812345679,x\n+66812345670\n");

        assertThat(result.added()).isOne();
        assertThat(result.violations())
                .extracting(Violation::field)
                .containsExactly("line 3 header", "line 4", "line 5");
    }

    @Test
    void a_spreadsheet_calculates_no_field_and_the_import_reads_them_all_again() throws IOException {
        List<String> names = List.of("=1+2", "-1+2", "@SUM(A1)", "'=x", "''", "'x", "*", "*x", "=cmd|'/C '!");
        int person = 10;
        for (String name : names) {
            list.add(new Suppression(
                    PhoneNumber.of("+668123456" + person++),
                    Optional.of(Sender.of(name)),
                    SuppressionReason.STOP,
                    "=HYPERLINK(\"http://example.com\")",
                    clock.instant(),
                    Optional.empty()));
        }
        list.add(new Suppression(
                PERSON,
                Optional.of(Sender.of("+66898765432")),
                SuppressionReason.STOP,
                "+1",
                clock.instant(),
                Optional.empty()));

        String csv = written(list);
        assertThat(csv).contains("+66812345678,+66898765432,STOP,+1,").contains("\"'=HYPERLINK(");
        assertThat(csv.lines()
                        .skip(1)
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .map(field -> field.replace("\"", "")))
                .noneMatch(field -> field.matches("[=@\\t\\r-].*"))
                .noneMatch(field -> field.startsWith("+") && !field.matches("\\+[0-9]+"));
        SuppressionList after = list();
        after.importCsv(new StringReader(csv));
        assertThat(after.all()).containsExactlyInAnyOrderElementsOf(list.all().toList());
    }

    @Test
    void a_number_with_the_apostrophe_of_a_spreadsheet_is_read() {
        assertThat(read("number\n'+66812345678\n").added()).isOne();
    }

    private Suppression any(Random random) {
        String name = random.nextBoolean() ? "x" : "";
        name += Property.text(random, "ab \",;'=-@*", name.isEmpty() ? 1 : 0, 9).strip() + "y";
        Instant since = clock.instant().minusNanos(random.nextInt(2_000_000_000));
        return new Suppression(
                PhoneNumber.of("+6681234567" + random.nextInt(10)),
                random.nextBoolean() ? Optional.empty() : Optional.of(Sender.of(name)),
                List.of(SuppressionReason.values()).get(random.nextInt(3)),
                random.nextBoolean() ? "" : "my \"own\", provider",
                since,
                random.nextBoolean() ? Optional.empty() : Optional.of(since.plusSeconds(3 + random.nextInt(100))));
    }
}
