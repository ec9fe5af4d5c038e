package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteComparisonTest {
    @TempDir
    private Path folder = Path.of("");

    private Path jar(String build, String... entries) throws IOException {
        Path file = Files.createDirectories(folder.resolve(build)).resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                ZipEntry named = new ZipEntry(entry);
                named.setTime(0);
                zip.putNextEntry(named);
            }
        }
        return file;
    }

    private List<String> differences(List<Path> files, List<Path> others) throws IOException {
        return ByteComparison.differences(folder.resolve("first"), files, folder.resolve("second"), others);
    }

    @Test
    void equal_builds_do_not_differ() throws IOException {
        assertThat(differences(List.of(jar("first", "a", "b")), List.of(jar("second", "a", "b"))))
                .isEmpty();
    }

    @Test
    void the_entries_that_differ_are_named() throws IOException {
        assertThat(differences(List.of(jar("first", "a", "b")), List.of(jar("second", "a", "c"))))
                .containsExactly("a.jar differs in b, c");
        assertThat(differences(List.of(jar("first", "a", "b")), List.of(jar("second", "b", "a"))))
                .containsExactly("a.jar differs in the order or the form of its entries");
    }

    @Test
    void a_file_of_one_build_only_is_named() throws IOException {
        assertThat(differences(List.of(jar("first", "a")), List.of()))
                .containsExactly("a.jar is in the first build only");
        assertThat(differences(List.of(), List.of(jar("second", "a"))))
                .containsExactly("a.jar is in the second build only");
    }
}
