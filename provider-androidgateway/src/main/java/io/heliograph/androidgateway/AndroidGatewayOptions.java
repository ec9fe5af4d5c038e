package io.heliograph.androidgateway;

import io.heliograph.message.VendorOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The options of the Android gateway for one send, which override the settings of the same names. Facts are from the server's
 * code at v1.47.1 of 2026-08-22.
 *
 * <pre>{@code
 * SendRequest.to("+66812345678").text("Your code is 482910").option(AndroidGatewayOptions.PRIORITY, 100).build();
 * }</pre>
 */
public final class AndroidGatewayOptions {
    /** The priority, -128 to 127; from 100 on it mostly bypasses the phone's own limits, as a code for a login needs. */
    public static final VendorOption<Integer> PRIORITY =
            VendorOption.number(AndroidGatewayErrors.NAME, "priority", Byte.MIN_VALUE, Byte.MAX_VALUE);

    /** The slot of the sending SIM card, 1 to 3; with an empty slot, the message fails later. */
    public static final VendorOption<Integer> SIM_NUMBER =
            VendorOption.number(AndroidGatewayErrors.NAME, "sim-number", 1, AndroidGatewayValidation.MAX_SIMS);

    /** Whether the phone requests a delivery report, as it does by default; without one, the last status is SENT. */
    public static final VendorOption<Boolean> WITH_DELIVERY_REPORT =
            VendorOption.flag(AndroidGatewayErrors.NAME, "with-delivery-report");

    /** The ID of the sending phone, at most 21 characters. */
    public static final VendorOption<String> DEVICE_ID =
            VendorOption.text(AndroidGatewayErrors.NAME, "device-id", AndroidGatewayValidation.MAX_DEVICE_ID);

    /** Only phones that the server saw within this many hours; a phone that is asked directly ignores it. */
    public static final VendorOption<Integer> DEVICE_ACTIVE_WITHIN =
            VendorOption.number(AndroidGatewayErrors.NAME, "device-active-within", 1, Integer.MAX_VALUE);

    /** Whether the server skips its phone number validation, which rejects landlines, M2M numbers and new prefixes. */
    public static final VendorOption<Boolean> SKIP_PHONE_VALIDATION =
            VendorOption.flag(AndroidGatewayErrors.NAME, "skip-phone-validation");

    static final Set<VendorOption<?>> ALL =
            Set.of(PRIORITY, SIM_NUMBER, WITH_DELIVERY_REPORT, DEVICE_ID, DEVICE_ACTIVE_WITHIN, SKIP_PHONE_VALIDATION);

    private AndroidGatewayOptions() {}

    /** The options that a gateway uses. */
    static Set<VendorOption<?>> of(AndroidGatewayConfig config) {
        Set<VendorOption<?>> used = new HashSet<>(ALL);
        if (config.phone()) {
            used.remove(DEVICE_ACTIVE_WITHIN);
        }
        return used;
    }
}
