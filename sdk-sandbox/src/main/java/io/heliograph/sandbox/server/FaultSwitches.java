package io.heliograph.sandbox.server;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documented faults that are switched on, at most one for each vendor. Thread-safe. */
public final class FaultSwitches {
    /** The number of requests that stands for every request. */
    public static final int ALWAYS = 0;

    /**
     * A fault that is switched on.
     *
     * @param times the number of requests that it still changes; {@link #ALWAYS} until it is switched off
     */
    public record Active(VendorFault fault, int times) {}

    // Guarded by this.
    private final Map<String, Active> active = new HashMap<>();

    synchronized void on(String vendor, VendorFault fault, int times) {
        active.put(vendor, new Active(fault, times));
    }

    synchronized void off(String vendor) {
        active.remove(vendor);
    }

    /** The fault of a vendor that is switched on. */
    public synchronized Optional<Active> of(String vendor) {
        return Optional.ofNullable(active.get(vendor));
    }

    /** The fault of a vendor for one request, if it has this effect; the last request that it changes switches it off. */
    synchronized Optional<VendorFault> take(String vendor, Effect effect) {
        @Nullable Active present = active.get(vendor);
        if (present == null || present.fault().effect() != effect) {
            return Optional.empty();
        }
        if (present.times() == 1) {
            active.remove(vendor);
        } else if (present.times() != ALWAYS) {
            active.put(vendor, new Active(present.fault(), present.times() - 1));
        }
        return Optional.of(present.fault());
    }
}
