package io.heliograph.sandbox.spi;

import java.util.regex.Pattern;

/**
 * An inbound message (MO) from a phone. Immutable and thread-safe.
 *
 * @param from the phone's number: a plus sign and 7 to 15 digits
 * @param to the customer's number or sender; not blank
 * @param text not empty
 */
public record InboundMessage(String from, String to, String text) {
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}");

    /**
     * Validates the values.
     *
     * @throws IllegalArgumentException when one is invalid
     */
    public InboundMessage {
        if (!NUMBER.matcher(from).matches()) {
            throw new IllegalArgumentException("from must be a plus sign and 7 to 15 digits.");
        }
        if (to.isBlank()) {
            throw new IllegalArgumentException("to must not be blank.");
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text must not be empty.");
        }
    }

    /** Shows no numbers and no text. */
    @Override
    public String toString() {
        return "InboundMessage";
    }
}
