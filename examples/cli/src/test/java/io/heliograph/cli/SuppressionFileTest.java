package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionListener;
import io.heliograph.suppression.SuppressionReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of suppressed numbers where it is a link, is shared, is full, or isn't there. */
@Timeout(240)
class SuppressionFileTest {
    private static final String NUMBER = "+66812345678";
    private static final String HEADER = "number,sender,reason,provider,since,until";

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void set() {
        file = folder.resolve("stopped.csv");
    }

    private static Map<String, String> environment(Path file) {
        return Map.of("HELIOGRAPH_SUPPRESSION_FILE", file.toString());
    }

    private Run run(String... arguments) {
        return run(file, arguments);
    }

    private static Run run(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("suppressions"));
        all.addAll(List.of(arguments));
        return Run.of(environment(file), all.toArray(String[]::new));
    }

    @Test
    void a_change_goes_through_a_symbolic_link_and_keeps_the_mode_and_the_file() throws IOException {
        Path real = Files.createDirectories(folder.resolve("shared")).resolve("real.csv");
        Files.writeString(real, "number\n+66812345601\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Object identity = Files.getAttribute(real, "unix:ino");
        Files.createSymbolicLink(file, Path.of("shared", "real.csv"));

        assertThat(run("add", NUMBER).out()).isEqualToIgnoringNewLines("added");
        assertThat(run("remove", "+66812345601").out()).isEqualToIgnoringNewLines("removed");

        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(real))
                .startsWith("number\n+66812345601\n" + HEADER)
                .contains(NUMBER + ",,MANUAL,");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw-r--");
        assertThat(Files.getAttribute(real, "unix:ino"))
                .as("the same file, as a mount needs")
                .isEqualTo(identity);
        assertThat(run(real, "list").out()).contains("1 on the list");
        try (Stream<Path> left = Files.list(Path.of(String.valueOf(real.getParent())))) {
            assertThat(left).containsExactly(real);
        }
    }

    @Test
    void a_link_to_a_file_that_is_not_there_yet_makes_that_file() throws IOException {
        Files.createSymbolicLink(file, Path.of("real.csv"));

        assertThat(run("add", NUMBER).exitCode()).isZero();

        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(folder.resolve("real.csv")))
                .startsWith(HEADER)
                .contains(NUMBER);
    }

    @Test
    void a_hard_link_stays_one() throws IOException {
        Files.writeString(file, "number\n");
        Path second = Files.createLink(folder.resolve("second.csv"), file);

        run("add", NUMBER);

        assertThat(Files.readString(second)).contains(NUMBER);
    }

    @Test
    void two_processes_lose_nothing() throws Exception {
        Files.writeString(file, "number\n");
        List<CommandProcess> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Path own = Files.createDirectory(folder.resolve("process" + i));
            int first = 10_000 + i * 500;
            Files.writeString(
                    own.resolve("more.csv"),
                    IntStream.range(first, first + 500)
                            .mapToObj(number -> "+668123" + number)
                            .collect(Collectors.joining("\n", "number\n", "\n")));
            Path link = Files.createSymbolicLink(own.resolve("list.csv"), file);
            processes.add(CommandProcess.start(own, environment(link), "suppressions", "import", "more.csv"));
        }
        for (CommandProcess process : processes) {
            try (process) {
                assertThat(process.exitCode()).as("%s", process.errors()).isZero();
            }
        }

        assertThat(run("list").out()).contains("1000 on the list");
    }

    @Test
    void a_full_disk_exits_78_and_leaves_the_list_as_it_was() throws Exception {
        String before = rows(60);
        Files.writeString(file, before);
        Path more = Files.writeString(folder.resolve("more.csv"), rows(100).replace("+668123", "+668124"));

        try (CommandProcess process =
                CommandProcess.onAFullDisk(folder, environment(file), "suppressions", "import", more.toString())) {
            assertThat(process.exitCode()).as("%s", process.errors()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(process.errors()).singleElement().asString().contains("stopped.csv can't be written");
            assertThat(process.out()).isEmpty();
        }
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void an_export_to_a_full_disk_exits_78() throws Exception {
        Files.writeString(file, rows(500));

        try (CommandProcess process = CommandProcess.onAFullDisk(folder, environment(file), "suppressions", "export")) {
            assertThat(process.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(process.errors()).containsExactly("sms: the output can't be written");
        }
    }

    @Test
    void a_change_that_was_made_stays_made_where_the_output_fails() {
        StringWriter err = new StringWriter();

        assertThat(Sms.afterOutput(ExitCode.ACCEPTED, true, new PrintWriter(err), "-v", "suppressions", "add", NUMBER))
                .isZero();
        assertThat(Sms.afterOutput(ExitCode.ACCEPTED, true, new PrintWriter(err), "send", "--to", NUMBER))
                .isZero();
        assertThat(Sms.afterOutput(ExitCode.ACCEPTED, true, new PrintWriter(err), "segments", "send"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(Sms.afterOutput(ExitCode.MAY_HAVE_BEEN_SENT, true, new PrintWriter(err), "send"))
                .isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
        assertThat(Sms.afterOutput(ExitCode.ACCEPTED, false, new PrintWriter(err), "plan"))
                .isZero();
    }

    private static String rows(int count) {
        return IntStream.range(10_000, 10_000 + count)
                .mapToObj(number -> "+668123" + number + "\r\n")
                .collect(Collectors.joining("", "number\r\n", ""));
    }

    @Test
    void a_list_that_cannot_be_read_is_not_an_empty_one() throws IOException {
        Files.writeString(folder.resolve("no-folder"), "");
        List<Path> unreadable = List.of(
                folder.resolve("none.csv"), folder.resolve("no-folder/list.csv"), folder, folder.resolve("none/x.csv"));

        for (Path path : unreadable) {
            for (String command : List.of("list", "export")) {
                Run run = run(path, command);
                assertThat(run.exitCode()).as("%s of %s", command, path).isEqualTo(ExitCode.CONFIGURATION);
                assertThat(run.out()).isEmpty();
                assertThat(run.errors()).singleElement().asString().contains("can't be read");
            }
            assertThat(run(path, "remove", NUMBER).exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        }
        assertThat(folder.resolve("none.csv")).doesNotExist();
    }

    @Test
    void an_empty_file_and_another_encoding_are_refused() throws IOException {
        Files.writeString(file, "");
        assertThat(run("list").errors())
                .singleElement()
                .asString()
                .contains("header is missing, because the file is empty");

        Files.writeString(file, "number\n" + NUMBER + "\n", StandardCharsets.UTF_16);
        assertThat(run("list").errors()).singleElement().asString().contains("can't be read: it isn't UTF-8");
        assertThat(run("add", NUMBER).exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void a_last_line_without_an_end_is_not_joined_with_the_next() throws IOException {
        Files.writeString(file, HEADER + "\n+66812345601,,STOP,,2026-01-01T00:00:00Z,");

        run("add", NUMBER);

        assertThat(Files.readString(file))
                .startsWith(HEADER + "\n+66812345601,,STOP,,2026-01-01T00:00:00Z,\r\n" + NUMBER + ",,MANUAL,");
        assertThat(run("list").out()).contains("2 on the list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "number;reason\\n+66812345678;STOP!semicolons",
                "number\\treason\\n+66812345678\\tSTOP!tabs",
                "sep=,\\nnumber\\n+66812345678!separator",
                "number,reason,\\n+66812345678,STOP,!no name for column 3",
                "number,note\\n+66812345678,x!(note)",
                "+66812345678!a row already"
            })
    void a_file_that_is_no_list_is_named_by_what_it_is_and_makes_no_file(String csv, String found) {
        String input = csv.replace("\\n", "\n").replace("\\t", "\t");

        Run run = Run.withInput(input, environment(file), "suppressions", "import", "-");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("header ", found)
                .doesNotContain("812345678");
        assertThat(run.out()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_in_utf_16_is_named() throws IOException {
        Path utf16 =
                Files.writeString(folder.resolve("utf16.csv"), "number\n" + NUMBER + "\n", StandardCharsets.UTF_16LE);

        assertThat(run("import", utf16.toString()).errors())
                .singleElement()
                .asString()
                .contains("UTF-16");
        assertThat(file).doesNotExist();
    }

    @Test
    void an_import_adds_nobody_who_was_removed_after_the_time_of_the_row() throws IOException {
        Path dated =
                Files.writeString(folder.resolve("dated.csv"), "number,since\n" + NUMBER + ",2026-01-01T00:00:00Z\n");
        Path undated = Files.writeString(folder.resolve("undated.csv"), "number\n" + NUMBER + "\n");
        Files.setLastModifiedTime(undated, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        run("import", undated.toString());
        run("remove", NUMBER);

        for (Path old : List.of(dated, undated)) {
            Run run = run("import", old.toString());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .isEqualToIgnoringNewLines(
                            "0 added, 0 nothing new, 0 wrong; 1 not added, removed later than their row (--again adds them)");
            assertThat(run("list").out()).isEqualToIgnoringNewLines("0 on the list");
        }

        assertThat(run("import", "--again", undated.toString()).out())
                .isEqualToIgnoringNewLines("1 added, 0 nothing new, 0 wrong");
        assertThat(run("list").out()).contains("1 on the list");
    }

    @Test
    void a_list_that_was_written_after_the_removal_is_added() throws IOException {
        run("add", NUMBER);
        run("remove", NUMBER);
        Path later = Files.writeString(folder.resolve("later.csv"), "number\n" + NUMBER + "\n");
        Files.setLastModifiedTime(later, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(run("import", later.toString()).out()).startsWith("1 added");
    }

    @Test
    void a_row_without_a_time_can_be_removed_and_stays_removed() throws IOException {
        Files.writeString(file, "number\n" + NUMBER + "\n+66812345601\n");

        assertThat(run("remove", NUMBER).out()).isEqualToIgnoringNewLines("removed");
        assertThat(run("list").out()).contains("1 on the list");
        assertThat(run("remove", NUMBER).out()).isEqualToIgnoringNewLines("wasn't on the list");
    }

    /** A STOP that was sent after a START, and arrives when the START has been recorded, isn't lost. */
    @Test
    void a_stop_that_is_later_than_a_start_is_kept_whenever_it_arrives() throws IOException {
        Files.writeString(file, "number\n");
        StringWriter err = new StringWriter();
        SuppressionListener recorder = new SuppressionFile(file).recorder(new PrintWriter(err));
        Instant first = Instant.parse("2026-01-01T00:00:00Z");

        recorder.added(stop(first));
        recorder.removed(stop(first)); // by a START at first + 10 s
        assertThat(run("list").out()).contains("0 on the list");
        recorder.added(stop(first.plusSeconds(20)));

        assertThat(run("list").out()).contains("1 on the list");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_stop_is_kept_on_a_thread_that_is_interrupted() throws IOException {
        Files.writeString(file, "number\n");
        StringWriter err = new StringWriter();

        Thread.currentThread().interrupt();
        new SuppressionFile(file).recorder(new PrintWriter(err)).added(stop(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(err.toString()).isEmpty();
        assertThat(Files.readString(file)).contains(NUMBER + ",,STOP,wavix,2026-01-01T00:00:00Z,");
    }

    private static Suppression stop(Instant since) {
        return new Suppression(
                PhoneNumber.of(NUMBER), Optional.empty(), SuppressionReason.STOP, "wavix", since, Optional.empty());
    }
}
