package io.heliograph.architecture.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One module of the build.
 *
 * @param name the module's folder, relative to the root
 */
record MavenModule(String name, Path folder) {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** The modules in the root's pom.xml, in that order. */
    static List<MavenModule> of(Path root) throws IOException {
        return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1).strip())
                .distinct()
                .map(name -> new MavenModule(name, root.resolve(name)))
                .toList();
    }

    /** @param kind {@code main} or {@code test} */
    Path sources(String kind) {
        return folder.resolve("src").resolve(kind).resolve("java");
    }

    List<Path> files(String kind) throws IOException {
        return filesBelow(sources(kind), ".java");
    }

    List<Path> classes() throws IOException {
        return filesBelow(folder.resolve("target").resolve("classes"), ".class");
    }

    private static List<Path> filesBelow(Path top, String end) throws IOException {
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(top)) {
            paths.filter(path -> path.toString().endsWith(end)).sorted().forEach(found::add);
        }
        return found;
    }
}
