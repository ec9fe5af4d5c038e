package io.heliograph.testing;

/** The null that a caller without a null checker passes. */
public final class Nulls {
    private Nulls() {}

    @SuppressWarnings("NullAway")
    public static <T> T missing(Class<T> type) {
        return type.cast(null);
    }
}
