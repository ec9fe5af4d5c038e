package io.heliograph.architecture.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Compares the files of two builds byte by byte. */
final class ByteComparison {
    private static final int MAX_ENTRIES = 3;

    private ByteComparison() {}

    /**
     * What differs between two folders, a sentence for each file; empty if nothing does.
     *
     * @param files those of the first folder
     */
    static List<String> differences(Path first, List<Path> files, Path second, List<Path> others) throws IOException {
        Set<Path> names = files.stream().map(first::relativize).collect(Collectors.toCollection(TreeSet::new));
        Set<Path> otherNames = others.stream().map(second::relativize).collect(Collectors.toCollection(TreeSet::new));
        List<String> differences = new ArrayList<>();
        for (Path name : names) {
            if (!otherNames.contains(name)) {
                differences.add(name + " is in the first build only");
            } else if (Files.mismatch(first.resolve(name), second.resolve(name)) >= 0) {
                differences.add(name + " differs" + where(first.resolve(name), second.resolve(name)));
            }
        }
        otherNames.removeAll(names);
        otherNames.forEach(name -> differences.add(name + " is in the second build only"));
        return differences;
    }

    /** The first entries of two jars that differ. */
    private static String where(Path first, Path second) throws IOException {
        if (!first.toString().endsWith(".jar")) {
            return "";
        }
        try (ZipFile one = new ZipFile(first.toFile());
                ZipFile other = new ZipFile(second.toFile())) {
            Map<String, String> entries = entries(one);
            Map<String, String> others = entries(other);
            Set<String> names = new TreeSet<>(entries.keySet());
            names.addAll(others.keySet());
            List<String> different = names.stream()
                    .filter(name -> !entries.getOrDefault(name, "").equals(others.getOrDefault(name, "")))
                    .toList();
            if (different.isEmpty()) {
                return " in the order or the form of its entries";
            }
            return " in " + String.join(", ", different.subList(0, Math.min(MAX_ENTRIES, different.size())))
                    + (different.size() > MAX_ENTRIES ? " and " + (different.size() - MAX_ENTRIES) + " more" : "");
        }
    }

    private static Map<String, String> entries(ZipFile zip) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            entries.put(entry.getName(), entry.getCrc() + " " + entry.getSize() + " " + entry.getTime());
        }
        return entries;
    }
}
