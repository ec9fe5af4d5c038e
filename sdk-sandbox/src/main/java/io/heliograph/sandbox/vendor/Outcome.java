package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.TestNumber;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message at one phone.
 *
 * @param fault the documented failure of the message; null without one, and then the test number counts
 */
public record Outcome(TestNumber testNumber, @Nullable VendorFault fault) {
    public static Outcome of(TestNumber testNumber) {
        return new Outcome(testNumber, null);
    }
}
