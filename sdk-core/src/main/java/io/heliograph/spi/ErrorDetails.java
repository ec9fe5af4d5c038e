package io.heliograph.spi;

import org.jspecify.annotations.Nullable;

/**
 * What the body of a vendor's refusal says. Immutable.
 *
 * @param code the vendor's code; null where it gives none
 * @param text the vendor's prose, which may repeat a number or a text; null where there is none
 */
public record ErrorDetails(@Nullable String code, @Nullable String text) {
    /** Of a body that isn't the vendor's, such as a page of a proxy. */
    public static final ErrorDetails NONE = new ErrorDetails(null, null);

    /** Of a vendor that gives no codes. */
    public static ErrorDetails ofText(@Nullable String text) {
        return new ErrorDetails(null, text);
    }

    /** Whether the body had something of the vendor's own in it. */
    boolean arePresent() {
        return code != null || text != null;
    }

    @Override
    public String toString() {
        return "ErrorDetails[" + (arePresent() ? "present" : "none") + "]";
    }
}
