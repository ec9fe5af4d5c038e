package io.heliograph.cli;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The schemas of docs/cli-json.schema.json: the part of JSON Schema that they need, and a failure at any other word. */
final class JsonSchema {
    private static final Path FILE = Path.of("../../docs/cli-json.schema.json");
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "oneOf",
            "type",
            "const",
            "enum",
            "pattern",
            "format",
            "minimum",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "description");

    private final Map<?, ?> root;

    private JsonSchema(Map<?, ?> root) {
        this.root = root;
    }

    static JsonSchema ofTheOutput() {
        try {
            return new JsonSchema(map(parse(Files.readString(FILE))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable Object parse(String json) throws IOException {
        return new Moshi.Builder().build().adapter(Object.class).fromJson(json);
    }

    /** The commands that have a schema. */
    Set<String> commands() {
        Set<String> commands = new TreeSet<>();
        map(root.get("properties")).keySet().forEach(name -> commands.add((String) name));
        return commands;
    }

    /** What is wrong with the output of a command; empty if nothing is. */
    List<String> problems(String command, @Nullable Object output) {
        List<String> problems = new ArrayList<>();
        check(map(map(root.get("properties")).get(command)), output, "$", problems);
        return problems;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError("no object where the schema must have one: " + value);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private void check(Map<?, ?> schema, @Nullable Object value, String at, List<String> problems) {
        if (!KNOWN.containsAll(schema.keySet())) {
            throw new AssertionError("the schema has words that this doesn't know: " + schema.keySet());
        }
        if (schema.get("$ref") instanceof String reference) {
            check(map(map(root.get("$defs")).get(reference.replace("#/$defs/", ""))), value, at, problems);
        }
        if (schema.containsKey("oneOf")) {
            checkOneOf(list(schema.get("oneOf")), value, at, problems);
        }
        if (schema.containsKey("const") && !schema.get("const").equals(value)) {
            problems.add(at + " isn't " + schema.get("const"));
        }
        if (schema.containsKey("enum") && !list(schema.get("enum")).contains(value)) {
            problems.add(at + " is none of " + schema.get("enum"));
        }
        if (schema.containsKey("type") && !hasType(schema.get("type"), value)) {
            problems.add(at + " is no " + schema.get("type"));
        } else {
            checkValue(schema, value, at, problems);
        }
    }

    private void checkOneOf(List<?> choices, @Nullable Object value, String at, List<String> problems) {
        List<List<String>> wrong = new ArrayList<>();
        for (Object choice : choices) {
            List<String> found = new ArrayList<>();
            check(map(choice), value, at, found);
            if (!found.isEmpty()) {
                wrong.add(found);
            }
        }
        if (wrong.size() != choices.size() - 1) {
            problems.add(
                    at + " fits " + (choices.size() - wrong.size()) + " of " + choices.size() + " forms: " + wrong);
        }
    }

    private static boolean hasType(@Nullable Object type, @Nullable Object value) {
        if (type instanceof List<?> several) {
            return several.stream().anyMatch(each -> hasType(each, value));
        }
        return switch (String.valueOf(type)) {
            case "string" -> value instanceof String;
            case "number" -> value instanceof Double;
            case "integer" -> value instanceof Double number && number == Math.rint(number);
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> throw new AssertionError("the schema has the type " + type);
        };
    }

    private void checkValue(Map<?, ?> schema, @Nullable Object value, String at, List<String> problems) {
        if (value instanceof Map<?, ?> object) {
            checkObject(schema, object, at, problems);
        } else if (value instanceof List<?> items && schema.get("items") instanceof Map<?, ?> each) {
            for (int i = 0; i < items.size(); i++) {
                check(each, items.get(i), at + "[" + i + "]", problems);
            }
        } else if (value instanceof Double number && schema.get("minimum") instanceof Double min && number < min) {
            problems.add(at + " is less than " + min);
        } else if (value instanceof String text) {
            checkText(schema, text, at, problems);
        }
    }

    private static void checkText(Map<?, ?> schema, String text, String at, List<String> problems) {
        if (schema.get("pattern") instanceof String pattern
                && !Pattern.compile(pattern).matcher(text).matches()) {
            problems.add(at + " doesn't match " + pattern);
        }
        if ("date-time".equals(schema.get("format"))) {
            try {
                Instant.parse(text);
            } catch (DateTimeException e) {
                problems.add(at + " is no time");
            }
        }
    }

    private void checkObject(Map<?, ?> schema, Map<?, ?> object, String at, List<String> problems) {
        for (Object name : list(schema.get("required"))) {
            if (!object.containsKey(name)) {
                problems.add(at + "." + name + " is missing");
            }
        }
        Map<?, ?> known = schema.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        object.forEach((name, value) -> {
            if (known.get(name) instanceof Map<?, ?> member) {
                check(member, value, at + "." + name, problems);
            } else if (schema.get("additionalProperties") instanceof Map<?, ?> other) {
                check(other, value, at + "." + name, problems);
            } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                problems.add(at + "." + name + " isn't in the schema");
            }
        });
    }
}
