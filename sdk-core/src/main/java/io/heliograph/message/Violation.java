package io.heliograph.message;

import java.util.Objects;

/**
 * One violation in an input: the field's name, what is wrong, and what would be right.
 *
 * <p>The problem describes the value's shape ("12 digits without a leading +"), never the value: the value may be a
 * secret, a person's number or a message's text.
 *
 * @param field the name under which the caller gave the value, for example {@code to} or {@code api-key}
 * @param problem what is wrong and what would be right, as the rest of a sentence that begins with the field's name
 */
public record Violation(String field, String problem) {
    public Violation {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String toString() {
        return field + " " + problem;
    }
}
