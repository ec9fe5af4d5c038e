package io.heliograph.sandbox.http;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one query, read by type; a parameter outside its range is a 400.
 *
 * @param errorPrefix the vendor's error text for an invalid parameter, up to its name
 */
public record Query(Map<String, String> values, String errorPrefix) {

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value, or the empty string. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    public ErrorResponseException wrong(String name) {
        return new ErrorResponseException(400, errorPrefix + name);
    }

    public void refuseUnknown(Set<String> known) throws ErrorResponseException {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw wrong(name);
            }
        }
    }

    /** A day as {@code YYYY-MM-DD}; null without one. */
    public @Nullable LocalDate day(String name) throws ErrorResponseException {
        if (!has(name)) {
            return null;
        }
        try {
            return LocalDate.parse(text(name));
        } catch (DateTimeParseException e) {
            throw wrong(name);
        }
    }

    public int count(String name, int ifAbsent, int min, int max) throws ErrorResponseException {
        if (!has(name)) {
            return ifAbsent;
        }
        String value = text(name);
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw wrong(name);
        }
        return Integer.parseInt(value);
    }
}
