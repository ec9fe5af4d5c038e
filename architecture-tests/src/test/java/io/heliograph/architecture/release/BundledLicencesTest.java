package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledLicencesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path libraries(String... names) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        for (String name : names) {
            Files.createFile(libraries.resolve(name));
        }
        return libraries;
    }

    private Path program(String... entries) throws IOException {
        Path program = folder.resolve("program.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(program))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry("META-INF/licenses/" + entry));
                if (entry.equals("README.md")) {
                    zip.write("| `moshi` | Apache-2.0 | `LICENSE` | both |\n| `slf4j-api` | MIT | `MIT.txt` | both |\n"
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return program;
    }

    @Test
    void a_program_with_a_licence_for_each_library_has_no_problem() throws IOException {
        assertThat(BundledLicences.problems(
                        program("README.md", "LICENSE", "MIT.txt"),
                        libraries("moshi-1.15.2.jar", "slf4j-api-2.0.20.jar", "heliograph-core-0.1.0.jar")))
                .isEmpty();
    }

    @Test
    void a_library_without_a_line_and_a_text_that_is_missing_are_named() throws IOException {
        assertThat(BundledLicences.problems(program("README.md", "LICENSE"), libraries("okhttp-jvm-5.5.1.jar")))
                .containsExactlyInAnyOrder(
                        "program.jar has no META-INF/licenses/MIT.txt",
                        "examples/licenses/README.md has no line for okhttp-jvm");
    }

    @Test
    void a_program_without_licences_is_named() throws IOException {
        assertThat(BundledLicences.problems(program("LICENSE"), libraries()))
                .containsExactly("program.jar has no META-INF/licenses/README.md");
    }

    @Test
    void a_library_is_named_without_its_version() throws IOException {
        assertThat(BundledLicences.libraries(libraries(
                        "annotations-13.0.jar",
                        "sqlite-jdbc-3.54.1.0.jar",
                        "resilience4j-core-2.4.0.jar",
                        "guava-33.4-jre.jar",
                        "heliograph-core-0.1.0-SNAPSHOT.jar")))
                .containsExactly("annotations", "guava", "resilience4j-core", "sqlite-jdbc");
    }
}
