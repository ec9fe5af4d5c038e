package io.heliograph.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.OSInfo;

/**
 * Other JVMs of tests, which start with half of the usual work: they share an archive of their classes (class data sharing), made
 * once for each JVM of tests by {@link ChildTraining}. A JDK that can't make one starts them without.
 */
final class ChildJvm {
    /** Those of the archive too, which is only for JVMs like that; warnings would be among the output that tests read. */
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx64m",
            "-Xshare:auto",
            "-Xlog:disable");

    private static final String TRAINING = "training";

    private final Path folder;
    private final String classPath;
    private final Path archive;

    private ChildJvm(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        classPath = jars(classPath(), folder);
        unpackSqlite(folder);
        archive = folder.resolve("classes.jsa");
        Path output = folder.resolve("training");
        TestPostgres.database(TRAINING);
        int end = new ProcessBuilder(command(
                        "-XX:ArchiveClassesAtExit=" + archive,
                        ChildTraining.class,
                        folder.toString(),
                        TestPostgres.url(TRAINING)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (end != 0) {
            throw new IllegalStateException("the training ended with " + end + ": " + Files.readString(output));
        }
    }

    /** Made when the first child is started. */
    private static final class Shared {
        static final ChildJvm INSTANCE = make();

        private static ChildJvm make() {
            try {
                Path folder = MemoryFolder.create("heliograph-children-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return new ChildJvm(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The class path of this JVM. */
    static String classPath() {
        return Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
    }

    /** A child, which isn't started yet; its errors are inherited. */
    static ProcessBuilder of(Class<?> main, String... arguments) {
        ChildJvm shared = Shared.INSTANCE;
        return new ProcessBuilder(shared.command("-XX:SharedArchiveFile=" + shared.archive, main, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private List<String> command(String archiveOption, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of(
                archiveOption,
                "-Dorg.sqlite.lib.path=" + folder, // nothing to unpack, and a killed process leaves nothing behind
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void unpackSqlite(Path folder) throws IOException {
        String library = System.mapLibraryName("sqlitejdbc");
        String place = "native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + library;
        try (InputStream in = SQLiteDataSource.class.getResourceAsStream(place)) {
            Files.copy(Objects.requireNonNull(in, place), folder.resolve(library));
        }
    }

    /** A class path without folders, from which no archive can be made. */
    private static String jars(String classPath, Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path classes = Path.of(entry);
            if (Files.isDirectory(classes)) {
                Path jar = folder.resolve(entries.size() + ".jar");
                jar(classes, jar);
                entries.add(jar.toString());
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new ZipEntry(name));
                Files.copy(file, out);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            return; // it is the system's folder for temporary files
        }
    }
}
