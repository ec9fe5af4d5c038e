package io.heliograph.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecipientsTest {
    private static List<Recipients.Line> lines(String csv, String... placeholders) {
        List<Recipients.Line> lines = new ArrayList<>();
        Recipients.csv(new StringReader(csv)).lines(List.of(placeholders)).forEachRemaining(lines::add);
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to,name,x\r\n+66812345678,\"B, \"\"A\"\"\",1\r\n",
                "\uFEFFx;Name;TO\n1;\"B, \"\"A\"\"\";+66812345678",
                "name\tto\n\"B, \"\"A\"\"\"\t+66812345678\n\n",
                "sep=;\nto;name\n'+66812345678;\"B, \"\"A\"\"\"\n"
            })
    void a_file_of_any_program_is_read(String csv) {
        assertThat(lines(csv, "name")).singleElement().satisfies(line -> {
            assertThat(line.to()).isEqualTo("+66812345678");
            assertThat(line.values()).containsExactly("B, \"A\"");
            assertThat(line.problem()).isNull();
        });
    }

    @Test
    void lines_have_the_numbers_that_an_editor_shows() {
        assertThat(lines("to\n+66812345678\n\n+66812345679\n"))
                .extracting(Recipients.Line::number)
                .containsExactly(2L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.68E+10", "6,68E+10", "6.6812345678E10", "66e9"})
    void a_number_that_a_spreadsheet_rounded_ends_the_file(String number) {
        assertThatThrownBy(() -> lines("to\n+66812345678\n\"" + number + "\"\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("format the column as text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is missing, because the file is empty",
                "name,code|has no column with the recipients: it has name, code",
                "to,phone|several columns that may be the recipients: to, phone",
                "to,name,Name|has the column name twice",
                "to,code|has no column name for the placeholder {name}; it has to, code",
                "+66812345678,Ann|is missing, because the first line has a number already",
                "'to,\"name'|a quote isn't closed"
            })
    void a_header_that_is_wrong_ends_the_file(String header, String problem) {
        assertThatThrownBy(() -> lines(header, "name"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("66812345678");
    }

    @Test
    void another_column_has_the_numbers() {
        Recipients recipients = Recipients.csv(new StringReader("Tel 2,to\n+66812345678,x\n"), "tel 2");

        assertThat(recipients.lines(List.of()).next().to()).isEqualTo("+66812345678");
    }

    @Test
    void a_line_that_lacks_something_is_one_that_cannot_be_sent() {
        assertThat(lines("to,name\n+66812345678\n+66812345679, \n+66812345670,Ann,x\n", "name"))
                .extracting(Recipients.Line::problem)
                .containsExactly(
                        "has 1 fields, and the header has 2",
                        "has no value for name",
                        "has 3 fields, and the header has 2");
    }

    @Test
    void a_quote_that_is_not_closed_ends_the_file() {
        assertThatThrownBy(() -> lines("to,name\n+66812345678,\"Ann\n"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void a_file_in_another_encoding_ends_before_it_is_sent() {
        byte[] latin1 = "to,name\n+66812345678,J\u00F6rg\n".getBytes(StandardCharsets.ISO_8859_1);
        Reader reader = new InputStreamReader(new ByteArrayInputStream(latin1), StandardCharsets.UTF_8.newDecoder());

        assertThatThrownBy(() -> Recipients.csv(reader).lines(List.of("name")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("isn't UTF-8");
    }

    @Test
    void millions_of_numbers_are_a_set() {
        NumberSet set = new NumberSet();
        for (long i = 1; i <= 200_000; i++) {
            assertThat(set.add(66_800_000_000L + i * 7)).isTrue();
        }
        for (long i = 1; i <= 200_000; i++) {
            assertThat(set.add(66_800_000_000L + i * 7)).isFalse();
        }
    }

    @Test
    void a_pace_lets_a_tenth_of_a_second_through_at_once() {
        long[] now = {0};
        Pace pace = new Pace(50, () -> now[0]);
        assertThat(pace.permits(100)).isZero();
        now[0] += 1_000_000_000L;
        assertThat(pace.permits(100)).isEqualTo(5);
        pace.used(5);
        now[0] += 20_000_000L;
        assertThat(pace.permits(100)).isEqualTo(1);
        assertThat(new Pace(0, () -> 0).permits(100)).isEqualTo(100);
    }
}
