package io.heliograph.architecture.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one version in a Maven repository on disk, as Maven has deployed them. */
record StagedFiles(Path repository, String version) {
    static final String GROUP = "io.heliograph";
    private static final Set<String> PUBLISHED = Set.of("jar", "pom", "json");

    private Path group() {
        return repository.resolve(GROUP.replace('.', '/'));
    }

    /** The artefacts, in alphabetical order. */
    List<String> artifacts() throws IOException {
        try (Stream<Path> folders = Files.list(group())) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** @param ending {@code .pom}, or {@code -sources.jar} */
    Path file(String artifact, String ending) {
        return group().resolve(artifact).resolve(version).resolve(artifact + "-" + version + ending);
    }

    /** What is published of an artefact, without signatures and checksums. */
    List<Path> published(String artifact) throws IOException {
        return filesBelow(group().resolve(artifact).resolve(version));
    }

    /** What is published of all artefacts, without signatures and checksums. */
    List<Path> published() throws IOException {
        return filesBelow(repository);
    }

    static Path signature(Path file) {
        return file.resolveSibling(file.getFileName() + ".asc");
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> PUBLISHED.contains(ending(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
