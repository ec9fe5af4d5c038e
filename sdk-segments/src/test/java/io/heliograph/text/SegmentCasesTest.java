package io.heliograph.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code segment-cases.txt}, each for one rule. */
class SegmentCasesTest {
    record Case(String rule, String spec, String encoding, List<Integer> unitsPerPart, boolean sendable) {
        static Case of(String line) {
            String[] fields = line.split(" \\| ", -1);
            return new Case(fields[0], fields[1].strip(), fields[2], numbers(fields[3]), fields[4].equals("sendable"));
        }

        private static List<Integer> numbers(String runs) {
            List<Integer> numbers = new ArrayList<>();
            for (String run : runs.split(" ", -1)) {
                String[] numberAndTimes = run.split("\\*", -1);
                int times = numberAndTimes.length == 1 ? 1 : Integer.parseInt(numberAndTimes[1]);
                for (int i = 0; i < times; i++) {
                    numbers.add(Integer.parseInt(numberAndTimes[0]));
                }
            }
            return numbers;
        }

        String text() {
            if (spec.endsWith(")")) {
                int bracket = spec.indexOf('(');
                return text(spec.substring(bracket + 1, spec.length() - 1).strip())
                        .repeat(Integer.parseInt(spec.substring(0, bracket)));
            }
            return text(spec);
        }

        private static String text(String runs) {
            StringBuilder text = new StringBuilder();
            for (String run : runs.isEmpty() ? new String[0] : runs.split(" ", -1)) {
                String[] characterAndTimes = run.split("\\*", -1);
                String name = characterAndTimes[0];
                String character = name.length() == 1
                        ? name
                        : new String(Character.toChars(Integer.parseInt(name.substring(2), 16)));
                text.append(
                        character.repeat(characterAndTimes.length == 1 ? 1 : Integer.parseInt(characterAndTimes[1])));
            }
            return text.toString();
        }
    }

    static List<Case> cases() throws IOException {
        try (InputStream file = SegmentCasesTest.class.getResourceAsStream("segment-cases.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_text_takes_what_the_standard_says(Case expected) {
        String text = expected.text();
        Segments segments = Segments.of(text);
        assertThat(segments.encoding().label()).isEqualTo(expected.encoding());
        assertThat(segments.unitsPerPart()).isEqualTo(expected.unitsPerPart());
        assertThat(segments.parts()).isEqualTo(expected.unitsPerPart().size());
        assertThat(segments.sendable()).isEqualTo(expected.sendable());
        assertThat(segments.split()).hasSize(segments.parts());
        assertThat(String.join("", segments.split())).isEqualTo(text);
        assertThat(segments.nonGsm().isEmpty()).isEqualTo(expected.encoding().equals("GSM-7"));
    }

    @Test
    void there_are_at_least_five_hundred() throws IOException {
        assertThat(cases()).extracting(Case::spec).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(500);
    }
}
