package io.heliograph.json;

/**
 * A document with its own JSON: mostly an item of a list, whose response holds many. Immutable and thread-safe if the
 * value is. {@code toString} shows neither, because both may hold numbers and texts.
 *
 * @param value the document
 * @param json its JSON, as the vendor wrote it
 */
public record JsonItem<T>(T value, String json) {
    @Override
    public String toString() {
        return "JsonItem[" + json.length() + " characters]";
    }
}
