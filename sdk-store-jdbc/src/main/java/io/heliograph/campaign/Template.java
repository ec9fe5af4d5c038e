package io.heliograph.campaign;

import io.heliograph.message.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with placeholders such as {name}; {{ stands for a brace. Immutable. */
final class Template {
    private static final Pattern PIECE = Pattern.compile("\\{\\{|\\{([^{}]{0,100})(}?)");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .-]{0,39}");

    /** The literal texts: one before each placeholder, and one after the last. */
    private final List<String> literals = new ArrayList<>();

    /** The index, among the placeholders, of the value that follows each literal. */
    private final List<Integer> values = new ArrayList<>();

    private final List<String> placeholders;

    private Template(Set<String> placeholders) {
        this.placeholders = List.copyOf(placeholders);
    }

    /** A text without placeholders. */
    static Template literal(String text) {
        Template template = new Template(Set.of());
        template.literals.add(text);
        return template;
    }

    /**
     * Parses a text with placeholders.
     *
     * @throws InvalidRequestException if a brace is no placeholder
     */
    static Template parse(String text) {
        Set<String> names = new LinkedHashSet<>();
        List<String> order = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher piece = PIECE.matcher(text);
        int end = 0;
        while (piece.find()) {
            literal.append(text.substring(end, piece.start()));
            end = piece.end();
            if (piece.group(1) == null) {
                literal.append('{');
                continue;
            }
            String name = name(piece.group(1), !piece.group(2).isEmpty(), piece.start());
            names.add(name);
            order.add(name);
            literals.add(literal.toString());
            literal.setLength(0);
        }
        literals.add(literal.append(text.substring(end)).toString());
        Template template = new Template(names);
        template.literals.addAll(literals);
        order.forEach(name -> template.values.add(template.placeholders.indexOf(name)));
        return template;
    }

    private static String name(String text, boolean closed, int place) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (!closed || !NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "template",
                    "has a { at place " + (place + 1)
                            + " that begins no placeholder; it must be like {name}, and {{ stands for a brace");
        }
        return name;
    }

    /** The names of its placeholders in lower case, each once. */
    List<String> placeholders() {
        return placeholders;
    }

    /** The text with the values of the placeholders, in their order. */
    String render(List<String> of) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(literals.get(i)).append(of.get(values.get(i)));
        }
        return text.append(literals.get(values.size())).toString();
    }
}
