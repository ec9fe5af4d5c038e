package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorFaults;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcomes of one send at its recipients: all recipients with the same outcome share one timeline. Thread-safe. */
public final class Outcomes {
    private final VendorFaults faults;
    private final @Nullable VendorFault forAll;
    private final Function<String, TestNumber> meaning;
    private final Function<Outcome, MessageTimeline> timeline;
    private final Map<Outcome, MessageTimeline> timelines = new ConcurrentHashMap<>();

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
            Function<Outcome, MessageTimeline> timeline) {
        this.faults = faults;
        this.forAll = forAll;
        this.meaning = meaning;
        this.timeline = timeline;
    }

    /** Takes the fault that is switched on for messages, if there is one. */
    public static Outcomes take(
            VendorFaults faults, Function<String, TestNumber> meaning, Function<Outcome, MessageTimeline> timeline) {
        return new Outcomes(faults, faults.take(Effect.FAILS_MESSAGE).orElse(null), meaning, timeline);
    }

    public Outcome outcome(String number) {
        VendorFault fault = forAll != null
                ? forAll
                : faults.ofNumber(Effect.FAILS_MESSAGE, number).orElse(null);
        return new Outcome(meaning.apply(number), fault);
    }

    public MessageTimeline of(String number) {
        return of(outcome(number));
    }

    public MessageTimeline of(Outcome outcome) {
        return timelines.computeIfAbsent(outcome, timeline);
    }
}
