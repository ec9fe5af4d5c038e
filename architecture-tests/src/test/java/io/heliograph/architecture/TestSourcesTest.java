package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sources of all tests keep to: names that read as a specification, and no assertion that a random name can fail. */
class TestSourcesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b[^;{}]*?\\b(?:void|Stream<[^>]+>)\\s+(\\w+)\\s*\\(");
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");
    private static final Pattern TEMPORARY_FOLDER = Pattern.compile("@TempDir|\\.createTemp(?:Directory|File)\\(");
    private static final Pattern ABSENT = Pattern.compile("\\.doesNotContain\\(([^;]*?)\\)(?=\\s*[.;,)])");
    private static final Pattern SHORT_NUMBER = Pattern.compile("\"\\d{1,5}\"");

    private static Map<Path, String> sources = Map.of();

    /** Reads the sources of the whole build, once for all tests. */
    @BeforeAll
    static void read() throws IOException {
        sources = new TreeMap<>();
        for (Path file : files()) {
            sources.put(file, Files.readString(file));
        }
    }

    @Test
    void each_name_is_in_snake_case() {
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        sources.forEach((file, source) -> {
            Matcher test = TEST.matcher(source);
            while (test.find()) {
                names.add(test.group(1));
                if (!SNAKE_CASE.matcher(test.group(1)).matches()) {
                    others.add(file.getFileName() + ": " + test.group(1));
                }
            }
        });

        assertThat(names).as("tests seen").hasSizeGreaterThan(2_000);
        assertThat(others).isEmpty();
    }

    /** JUnit puts up to 19 random digits into the path, which a text may repeat. */
    @Test
    void no_test_with_a_temporary_folder_looks_for_the_absence_of_a_short_number() {
        List<Path> seen = new ArrayList<>();
        List<String> found = new ArrayList<>();
        sources.forEach((file, source) -> {
            if (TEMPORARY_FOLDER.matcher(source).find()) {
                seen.add(file);
                shortNumbers(source).forEach(number -> found.add(file.getFileName() + ": " + number));
            }
        });

        assertThat(seen).as("test classes with a temporary folder").hasSizeGreaterThan(50);
        assertThat(found)
                .as("a longer number, such as 0812345678, is never part of a temporary folder's path by chance")
                .isEmpty();
    }

    @Test
    void short_numbers_are_found() {
        assertThat(shortNumbers("a(b).doesNotContain(\"66812345678\", \"081\");"))
                .containsExactly("\"081\"");
        assertThat(shortNumbers("x.doesNotContain(NUMBER)\n.doesNotContain(\n\"4711\").y();"))
                .containsExactly("\"4711\"");
        assertThat(shortNumbers("x.contains(\"12\").doesNotContain(\"482910\");"))
                .isEmpty();
    }

    private static List<String> shortNumbers(String source) {
        return ABSENT.matcher(source)
                .results()
                .flatMap(absent -> SHORT_NUMBER.matcher(absent.group(1)).results())
                .map(number -> number.group())
                .toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().replace('\\', '/').contains("/target/"))
                    .toList();
        }
    }
}
