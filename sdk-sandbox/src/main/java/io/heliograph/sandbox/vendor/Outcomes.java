package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorFaults;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcomes of one send at its recipients: all recipients with the same outcome share the list of their steps. Thread-safe. */
public final class Outcomes {
    private final VendorFaults faults;
    private final @Nullable VendorFault forAll;
    private final Function<String, TestNumber> meaning;
    private final Function<Outcome, List<Step>> steps;
    private final Map<Outcome, List<Step>> known = new ConcurrentHashMap<>();

    /**
     * The outcomes of a send.
     *
     * @param forAll the fault of every recipient, whatever the number; null where the numbers count
     * @param meaning the test number that a number stands for
     */
    public Outcomes(
            VendorFaults faults,
            @Nullable VendorFault forAll,
            Function<String, TestNumber> meaning,
            Function<Outcome, List<Step>> steps) {
        this.faults = faults;
        this.forAll = forAll;
        this.meaning = meaning;
        this.steps = steps;
    }

    /** Takes the fault that is switched on for messages, if there is one. */
    public static Outcomes take(
            VendorFaults faults, Function<String, TestNumber> meaning, Function<Outcome, List<Step>> steps) {
        return new Outcomes(faults, faults.take(Effect.FAILS_MESSAGE).orElse(null), meaning, steps);
    }

    public Outcome outcome(String number) {
        VendorFault fault = forAll != null
                ? forAll
                : faults.ofNumber(Effect.FAILS_MESSAGE, number).orElse(null);
        return new Outcome(meaning.apply(number), fault);
    }

    /** The timeline of a message to a number, which is its own. */
    public MessageTimeline timeline(String number) {
        return timeline(outcome(number));
    }

    public MessageTimeline timeline(Outcome outcome) {
        return new MessageTimeline(known.computeIfAbsent(outcome, steps));
    }
}
