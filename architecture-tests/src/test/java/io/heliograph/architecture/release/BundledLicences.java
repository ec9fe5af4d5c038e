package io.heliograph.architecture.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences that a program of one jar carries for the libraries in it. */
final class BundledLicences {
    private static final String FOLDER = "META-INF/licenses/";
    private static final Pattern FILE = Pattern.compile("`([^`/]+\\.txt|LICENSE)`");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)`.*", Pattern.MULTILINE);

    private BundledLicences() {}

    /**
     * What is missing in a program, a sentence each; empty if nothing.
     *
     * @param libraries the folder with the jars that are in it
     */
    static List<String> problems(Path program, Path libraries) throws IOException {
        List<String> problems = new ArrayList<>();
        try (ZipFile zip = new ZipFile(program.toFile())) {
            ZipEntry readme = zip.getEntry(FOLDER + "README.md");
            if (readme == null) {
                return List.of(program.getFileName() + " has no " + FOLDER + "README.md");
            }
            String table = new String(zip.getInputStream(readme).readAllBytes(), StandardCharsets.UTF_8);
            for (String file : FILE.matcher(table)
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new))) {
                if (zip.getEntry(FOLDER + file) == null) {
                    problems.add(program.getFileName() + " has no " + FOLDER + file);
                }
            }
            Set<String> listed =
                    ROW.matcher(table).results().map(match -> match.group(1)).collect(Collectors.toSet());
            for (String library : libraries(libraries)) {
                if (!listed.contains(library)) {
                    problems.add("examples/licenses/README.md has no line for " + library);
                }
            }
        }
        return problems;
    }

    /** The names of the libraries without their versions. */
    static Set<String> libraries(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> String.valueOf(jar.getFileName()))
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("heliograph-"))
                    .map(name -> name.replaceFirst("-[0-9][^-]*(-[^-]*)?\\.jar$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
