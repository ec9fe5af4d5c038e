package io.heliograph.text.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of one file in the order in which a parser finds them. */
final class TextEntries {
    /** A text and its key, and the line on which the entry begins. */
    record Entry(int line, String key, String text) {}

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    TextEntries(Path file) {
        this.file = file;
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Notes that a key is on this line; a key may be in a file only once. */
    void key(int line, String key) {
        Integer before = lines.putIfAbsent(key, line);
        if (before != null) {
            throw problem(line, "has the key " + key + " again, which is on line " + before + "; remove one of them");
        }
    }

    void text(int line, String key, String text) {
        entries.add(new Entry(line, key, text));
    }

    TextFileException problem(int line, String problem) {
        return new TextFileException(file, line, problem);
    }

    /** The key of a value inside another one. */
    static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The key of an item of a list, counted from 0. */
    static String item(String path, int index) {
        return path + "[" + index + "]";
    }
}
