package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts find their clone however they are called: by the first lines of each, up to the one that sets {@code root}. */
class ScriptsTest {
    private static final String SETS_ROOT = "root=$(";

    @TempDir
    private Path folder = Path.of("");

    private Path clone = Path.of("");
    private Path elsewhere = Path.of("");

    static Stream<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>(List.of(Path.of("..", ".ci", "run")));
        try (Stream<Path> files = Files.list(Path.of("..", "scripts"))) {
            files.filter(file -> Files.isRegularFile(file)
                            && !file.toString().endsWith(".properties")
                            && !file.toString().endsWith(".sh")) // which scripts read
                    .sorted()
                    .forEach(scripts::add);
        }
        assertThat(scripts).hasSizeGreaterThan(10);
        return scripts.stream();
    }

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        clone = Files.createDirectories(folder.resolve("a clone"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere/bin"));
    }

    /** The first lines of a script, which print the root instead of going on. */
    private Path copy(Path script) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(script)) {
            lines.add(line);
            if (line.startsWith(SETS_ROOT)) {
                lines.add("printf '%s' \"$root\"; exit 0");
                break;
            }
        }
        assertThat(lines.get(lines.size() - 2)).as("the line that sets root").startsWith(SETS_ROOT);
        Path copy = clone.resolve(Path.of("..").relativize(script));
        Files.createDirectories(Path.of(String.valueOf(copy.getParent())));
        Files.write(copy, lines);
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        return copy;
    }

    private String run(Path called) throws IOException, InterruptedException {
        return ScriptRun.of(elsewhere, Map.of(), List.of(called.toString())).output();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_finds_its_clone_through_symbolic_links(Path script) throws Exception {
        Path copy = copy(script);
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), copy);
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), elsewhere.relativize(copy));
        Path chain = Files.createSymbolicLink(elsewhere.resolve("chain"), Path.of("relative"));
        Path scripts =
                Files.createSymbolicLink(folder.resolve("linked scripts"), Path.of(String.valueOf(copy.getParent())));
        Path inside = scripts.resolve(String.valueOf(copy.getFileName()));

        for (Path called : List.of(copy, absolute, relative, chain, inside)) {
            assertThat(run(called))
                    .as("called as %s", folder.relativize(called))
                    .isEqualTo(clone.toString());
        }
    }
}
