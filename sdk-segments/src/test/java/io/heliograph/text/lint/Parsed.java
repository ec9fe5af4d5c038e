package io.heliograph.text.lint;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a parser makes of a text in memory. */
final class Parsed {
    private Parsed() {}

    static Map<String, String> yaml(String text) {
        return texts(entries -> YamlParser.parse(lines(text), entries));
    }

    static Map<String, String> json(String text) {
        return texts(entries -> JsonParser.parse(text, entries));
    }

    static Map<String, String> properties(String text) {
        return texts(entries -> PropertiesParser.parse(lines(text), entries));
    }

    /** The message of what a parser throws, from the line on. */
    static String problem(Runnable parse) {
        TextFileException thrown = catchThrowableOfType(TextFileException.class, parse::run);
        return thrown.line() + " " + thrown.problem();
    }

    private static Map<String, String> texts(Consumer<TextEntries> parse) {
        TextEntries entries = new TextEntries(Path.of("file"));
        parse.accept(entries);
        Map<String, String> texts = new LinkedHashMap<>();
        entries.all().forEach(entry -> texts.put(entry.key(), entry.text()));
        return texts;
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }
}
