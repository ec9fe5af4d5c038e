package io.heliograph.spi;

import org.jspecify.annotations.Nullable;

/**
 * The error code and text in the body of a vendor's error response. Immutable and thread-safe.
 *
 * @param code the vendor's code; null if there is none
 * @param text the vendor's error text, which may repeat a number or a message's text; null if there is none
 */
public record ErrorDetails(@Nullable String code, @Nullable String text) {
    /** The details of a body that isn't the vendor's, such as a proxy's page. */
    public static final ErrorDetails NONE = new ErrorDetails(null, null);

    /** The details of a vendor without error codes. */
    public static ErrorDetails ofText(@Nullable String text) {
        return new ErrorDetails(null, text);
    }

    /** Whether the body had the vendor's form. */
    boolean arePresent() {
        return code != null || text != null;
    }

    @Override
    public String toString() {
        return "ErrorDetails[" + (arePresent() ? "present" : "none") + "]";
    }
}
