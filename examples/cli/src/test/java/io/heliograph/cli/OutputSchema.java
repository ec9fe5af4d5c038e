package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Holds what a command printed with {@code --json} against its documented schema. */
final class OutputSchema {
    private static final JsonSchema SCHEMA = JsonSchema.ofTheOutput();

    private OutputSchema() {}

    /** Fails if it is JSON that the schema doesn't have; an error prints none. */
    static void check(String out, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (out.isBlank()) {
            return;
        }
        if (words.contains("--json")) {
            checkDocument(command(words), out);
        } else if (words.contains("--jsonl")) {
            out.lines().forEach(line -> checkDocument(words.get(0) + " --jsonl", line));
        }
    }

    private static String command(List<String> words) {
        String two = words.size() > 1 ? words.get(0) + " " + words.get(1) : "";
        return SCHEMA.commands().contains(two) ? two : words.get(0);
    }

    private static void checkDocument(String command, String document) {
        try {
            assertThat(SCHEMA.problems(command, JsonSchema.parse(document)))
                    .as("what docs/cli-json.schema.json doesn't allow of sms %s", command)
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("sms " + command + " printed what is no JSON: " + document, e);
        }
    }
}
