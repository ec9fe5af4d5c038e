package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of tests are sentences in snake_case, so that a report reads as a specification. */
class TestNamesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b[^;{}]*?\\b(?:void|Stream<[^>]+>)\\s+(\\w+)\\s*\\(");
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");

    @Test
    void each_is_in_snake_case() throws IOException {
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Path file : sources()) {
            Matcher test = TEST.matcher(Files.readString(file));
            while (test.find()) {
                names.add(test.group(1));
                if (!SNAKE_CASE.matcher(test.group(1)).matches()) {
                    others.add(file.getFileName() + ": " + test.group(1));
                }
            }
        }

        assertThat(names).as("tests seen").hasSizeGreaterThan(2_000);
        assertThat(others).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().replace('\\', '/').contains("/target/"))
                    .toList();
        }
    }
}
