package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.store.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process says that can't use SQLite's driver. */
class SqliteDriverTest {
    @TempDir
    private @Nullable Path folder;

    private Path file(String name) {
        return Objects.requireNonNull(folder, "folder").resolve(name);
    }

    /** What a process says that opens a store in a file. */
    static final class Opening {
        private Opening() {}

        /** Prints why the file can't be opened, or that it can. */
        public static void main(String[] arguments) {
            try (JdbcStore store = SqliteStore.open(Path.of(arguments[0]))) {
                System.out.print("opened, unresolved: " + store.unresolved(1));
            } catch (StoreException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    private String open(String option, String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        classPath,
                        Opening.class.getName(),
                        file("store.db").toString()))
                .redirectError(file("errors").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(file("errors"))).isZero();
        return output;
    }

    @Test
    void a_usual_process_opens_it() throws Exception {
        assertThat(open("-Dusual=true", ChildJvm.classPath())).isEqualTo("opened, unresolved: []");
    }

    @Test
    void a_missing_driver_is_named() throws Exception {
        String without = Stream.of(ChildJvm.classPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("sqlite-jdbc"))
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(open("-Dusual=true", without)).contains("add org.xerial:sqlite-jdbc");
    }

    @Test
    void a_folder_that_cannot_hold_the_native_library_is_named() throws Exception {
        Files.writeString(file("no-folder"), "");

        assertThat(open("-Dorg.sqlite.tmpdir=" + file("no-folder").resolve("below"), ChildJvm.classPath()))
                .contains("noexec", "-Dorg.sqlite.tmpdir");
    }
}
