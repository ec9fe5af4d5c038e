package io.heliograph.text.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=x\nb:y\nc z\nd = spaced \n",
                "# comment\n! comment\n\n  a = x\n",
                "a = one \\\n    two\\\n\tthree\nb = x\\\\\nc = y\n",
                "a\\ b = x\nc\\=d = y\nc\\:e z\n",
                "a = \\u0e01\\t\\n\\r\\f\\q\\\\\n",
                "a\nb =\nc==\nd = = x\n",
                "a = x\\",
                "a = # no comment\n",
                "\\u0061 = x\n",
                ""
            })
    void a_file_is_read_as_java_reads_it(String text) throws IOException {
        Properties expected = new Properties();
        expected.load(new StringReader(text));

        assertThat(Parsed.properties(text)).isEqualTo(expected);
    }

    @Test
    void what_is_wrong_is_named_with_its_line() {
        assertThat(Parsed.problem(() -> Parsed.properties("a = x\nb = \\u12G4")))
                .startsWith("2 has a Unicode escape without 4 hexadecimal digits");
        assertThat(Parsed.problem(() -> Parsed.properties("a = x\n\na = y")))
                .isEqualTo("3 has the key a again, which is on line 1; remove one of them");
    }
}
