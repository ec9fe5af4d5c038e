package io.heliograph.sandbox.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A failure that a vendor documents and that the sandbox can produce: for one recipient by the last six digits of the
 * number, or for each request by {@link io.heliograph.sandbox.Sandbox#fault(String, String)}. Immutable and thread-safe.
 *
 * @param code the vendor's own code where it has one, else a name; up to 60 letters, digits, underscores and hyphens
 * @param effect which requests it changes, and how
 * @param lastDigits the last six digits of a recipient that produce it, {@code 999} and three more; empty if no number
 *     does
 * @param description what the vendor's response or the message has then, in a few words
 */
public record VendorFault(String code, Effect effect, String lastDigits, String description) {
    /** Which requests a fault changes, and how. */
    public enum Effect {
        /** A valid send gets an error response, and nothing is stored. */
        REFUSES_SEND,
        /** A send is accepted, and the message fails: in the response to the send, or later. */
        FAILS_MESSAGE,
        /** A cancellation gets an error response, and nothing is changed. */
        REFUSES_CANCEL,
        /** A query of one message gets an error response. */
        REFUSES_READ,
        /** The vendor's health query reports a problem. */
        REPORTS_HEALTH;

        /** The name in JSON, such as {@code refuses-send}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Pattern LAST_DIGITS = Pattern.compile("(999[0-9]{3})?");

    /**
     * Validates the values.
     *
     * @throws IllegalArgumentException when the code or the digits are invalid
     */
    public VendorFault {
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(description, "description");
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "The code of a fault is 1 to 60 letters, digits, underscores and hyphens; this one isn't.");
        }
        if (!LAST_DIGITS.matcher(lastDigits).matches()) {
            throw new IllegalArgumentException(
                    "The last digits of the fault " + code + " must be 999 and three more, or none.");
        }
    }

    /** A fault that no number produces. */
    public VendorFault(String code, Effect effect, String description) {
        this(code, effect, "", description);
    }
}
