package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documented faults of one vendor, and which of them a request meets: the one that is switched on, or else the one
 * that a recipient's number stands for. Thread-safe.
 */
public final class VendorFaults {
    private static final int DIGITS = 6;

    private final VendorContext context;
    private final String vendor;
    private final List<VendorFault> faults;
    private final Map<String, VendorFault> byNumber = new HashMap<>();

    /**
     * The faults of a vendor.
     *
     * @throws IllegalArgumentException when two have the same code or the same last digits
     */
    public VendorFaults(VendorContext context, String vendor, List<VendorFault> faults) {
        this.context = context;
        this.vendor = vendor;
        this.faults = List.copyOf(faults);
        Set<String> codes = new HashSet<>();
        for (VendorFault fault : faults) {
            boolean isNumberTaken =
                    !fault.lastDigits().isEmpty() && byNumber.putIfAbsent(fault.lastDigits(), fault) != null;
            if (!codes.add(fault.code()) || isNumberTaken) {
                throw new IllegalArgumentException(
                        "Two faults of " + vendor + " have the code or the last digits of " + fault.code() + ".");
            }
        }
    }

    /** All faults, as {@link SimulatedVendor#faults()} returns them. */
    public List<VendorFault> all() {
        return faults;
    }

    /**
     * The fault of a request without a recipient: the one that is switched on, if it has this effect. One that is
     * switched on for a number of requests counts this one.
     */
    public Optional<VendorFault> take(Effect effect) {
        return context.takeFault(vendor, effect);
    }

    /**
     * The fault of a request: the one that is switched on, as in {@link #take(Effect)}, or else that of the first
     * recipient whose number stands for one with this effect.
     */
    public Optional<VendorFault> take(Effect effect, Collection<String> recipients) {
        return take(effect)
                .or(() -> recipients.stream()
                        .flatMap(recipient -> ofNumber(effect, recipient).stream())
                        .findFirst());
    }

    /** The fault with this effect that a number in any spelling stands for. */
    public Optional<VendorFault> ofNumber(Effect effect, String recipient) {
        int start = recipient.length() - DIGITS;
        return start < 0
                ? Optional.empty()
                : Optional.ofNullable(byNumber.get(recipient.substring(start)))
                        .filter(fault -> fault.effect() == effect);
    }
}
