package io.heliograph.nativehub;

import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import java.util.Set;

/**
 * The options of NativeHub for one send. NativeHub has them for single messages that are sent at once: a scheduled message goes
 * without them, and a bulk send with one of them goes by a call for each recipient.
 */
public final class NativeHubOptions {
    private static final int MAX_ROUTE = 255;

    /** NativeHub's own route; overrides the setting of the same name. */
    public static final VendorOption<String> PROVIDER = VendorOption.text(NativeHubErrors.NAME, "provider", MAX_ROUTE);

    /** The priority. Only the guide to SMS messaging has it (2026-02), the API reference doesn't. */
    public static final VendorOption<Priority> PRIORITY =
            VendorOption.choice(NativeHubErrors.NAME, "priority", Priority.class);

    static final Set<VendorOption<?>> ALL = Set.of(PROVIDER, PRIORITY);

    private NativeHubOptions() {}

    /** The vendor's priorities. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH
    }

    /** Whether a request has one of them. */
    static boolean areIn(SendRequest request) {
        return request.options().stream().anyMatch(ALL::contains);
    }
}
