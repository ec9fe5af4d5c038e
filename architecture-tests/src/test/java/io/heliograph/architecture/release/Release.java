package io.heliograph.architecture.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the two builds of a release and writes its bundle and checksums: scripts/release. */
final class Release {
    private static final String SUMS = "SHA256SUMS";

    private final StagedFiles first;
    private final StagedFiles second;
    private final Path output;
    private final Path again;
    private final PrintStream out;

    private Release(StagedFiles first, StagedFiles second, Path output, Path again, PrintStream out) {
        this.first = first;
        this.second = second;
        this.output = output;
        this.again = again;
        this.out = out;
    }

    /**
     * Exits with 1 if something is wrong.
     *
     * @param arguments the version, the repositories that the two builds have deployed to, the folder of the release with its programs,
     *     the folder with the programs of the second build, and the folder with the libraries of {@code sms}
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        StagedFiles first = new StagedFiles(Path.of(arguments[1]), arguments[0]);
        StagedFiles second = new StagedFiles(Path.of(arguments[2]), arguments[0]);
        Release release = new Release(first, second, Path.of(arguments[3]), Path.of(arguments[4]), out);
        System.exit(release.run(Path.of(arguments[5])) ? 0 : 1);
    }

    private boolean run(Path libraries) throws IOException {
        List<String> differences = new ArrayList<>(ByteComparison.differences(
                first.repository(), first.published(), second.repository(), second.published()));
        List<Path> programs = files(again);
        List<Path> built = programs.stream()
                .map(file -> output.resolve(again.relativize(file)))
                .toList();
        differences.addAll(ByteComparison.differences(output, built, again, programs));
        if (!print("the two builds differ", differences)) {
            return false;
        }
        out.println("release: both builds have the same bytes, in "
                + (first.published().size() + programs.size()) + " files");

        List<String> problems = new ArrayList<>(CentralRules.problems(first));
        for (Path program : programs) {
            if (program.toString().endsWith(".jar")) {
                problems.addAll(BundledLicences.problems(program, libraries));
            }
        }
        if (!print("it isn't ready", problems)) {
            return false;
        }
        out.println("release: " + first.artifacts().size() + " artefacts are as Maven Central wants them");
        placeholders();
        ReleaseBundle.write(first, output.resolve("heliograph-" + first.version() + "-bundle.zip"));
        checksums();
        return true;
    }

    private boolean print(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.println("release: " + title);
            sentences.forEach(sentence -> out.println("  " + sentence));
        }
        return sentences.isEmpty();
    }

    /** What a dry run may have, and a release may not. */
    private void placeholders() throws IOException {
        for (Path file : first.published()) {
            if (file.toString().endsWith(".pom")) {
                String url = PomFile.read(file).text("scm/url").orElse("");
                if (url.contains(".example")) {
                    out.println("release: " + file.getFileName() + " has the placeholder " + url
                            + ", which a release may not have");
                }
            }
        }
    }

    private void checksums() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(output)) {
            String name = output.relativize(file).toString().replace('\\', '/');
            if (!name.equals(SUMS)) {
                lines.append(Checksums.hex("SHA-256", Files.readAllBytes(file)))
                        .append("  ")
                        .append(name)
                        .append('\n');
            }
        }
        Files.writeString(output.resolve(SUMS), lines);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
