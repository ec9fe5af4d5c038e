package io.heliograph.sandbox.change;

import io.heliograph.sandbox.model.MessageChange;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes one message by hand: its end, when that comes, and its delivery reports. The vendor's API, the inbox and the reports
 * show each change at once. Thread-safe: of two changes at the same time, the second sees the first.
 */
public final class MessageChanges {
    private static final Duration MAX_DELAY = Duration.ofDays(365);

    private final SimulatedMessage message;
    private final MessageTimeline timeline;
    private final SimulatedVendor vendor;
    private final Clock clock;

    /** The changes of a message of this vendor. */
    public MessageChanges(SimulatedMessage message, SimulatedVendor vendor, Clock clock) {
        this.message = message;
        this.timeline = message.timeline();
        this.vendor = vendor;
        this.clock = clock;
    }

    /** The states that the message has had and will have, in order of time. */
    public List<Step> steps() {
        return timeline.steps();
    }

    /** The changes that are possible now. */
    public Set<MessageChange> possible() {
        Set<MessageChange> possible = EnumSet.noneOf(MessageChange.class);
        if (canEnd(null)) {
            possible.add(MessageChange.DELIVER);
        }
        if (!failures().isEmpty()) {
            possible.add(MessageChange.FAIL);
        }
        if (!timeline.after(clock.instant()).isEmpty()) {
            possible.add(MessageChange.DELAY);
        }
        int left = message.reports().left().size();
        if (left > 0) {
            possible.add(MessageChange.LOSE_REPORTS);
        }
        if (left > 1) {
            possible.add(MessageChange.REVERSE_REPORTS);
        }
        if (message.reports().newest().isPresent()) {
            possible.add(MessageChange.REPEAT_REPORT);
        }
        return Collections.unmodifiableSet(possible);
    }

    /** The vendor's reasons for which this message can fail now. */
    public List<VendorFault> failures() {
        return vendor.faults().stream()
                .filter(fault -> fault.effect() == Effect.FAILS_MESSAGE && canEnd(fault.code()))
                .toList();
    }

    private boolean canEnd(@Nullable String code) {
        Instant now = clock.instant();
        if (isFinal(now)) {
            return false;
        }
        try {
            return !vendor.ending(message, code, now).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isFinal(Instant now) {
        return vendor.status(timeline.at(now).state()).isFinal();
    }

    /**
     * Delivers the message now.
     *
     * @throws IllegalStateException when it has ended already, or the vendor can't deliver it
     */
    public void deliver() {
        end(null);
    }

    /**
     * Lets the message fail now.
     *
     * @param code the code of one of the vendor's faults that fail a message, see {@link #failures()}
     * @throws IllegalArgumentException when the vendor has no such fault
     * @throws IllegalStateException when the message has ended already, or can't fail so any more
     */
    public void fail(String code) {
        boolean known = vendor.faults().stream()
                .anyMatch(fault ->
                        fault.effect() == Effect.FAILS_MESSAGE && fault.code().equals(code));
        if (!known) {
            throw new IllegalArgumentException("code must be that of a fault of " + vendor.name()
                    + " that fails a message; the faults of " + vendor.name() + " are listed with their effects.");
        }
        end(code);
    }

    private void end(@Nullable String code) {
        boolean ended = false;
        while (!ended) {
            List<Step> seen = timeline.steps();
            Instant now = clock.instant();
            if (isFinal(now)) {
                throw new IllegalStateException(
                        "The message is " + timeline.at(now).state() + " already, and " + vendor.name()
                                + " doesn't change that any more.");
            }
            ended = timeline.replaceAfter(now, ending(code, now), seen);
        }
    }

    private List<Step> ending(@Nullable String code, Instant now) {
        try {
            return vendor.ending(message, code, now);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Delays what the message has ahead, with its reports.
     *
     * @param by 1 millisecond to 365 days
     * @throws IllegalArgumentException when the delay is outside this range
     * @throws IllegalStateException when the message has nothing ahead
     */
    public void delay(Duration by) {
        if (by.compareTo(Duration.ofMillis(1)) < 0 || by.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("A delay is 1 millisecond to 365 days, not " + by + ".");
        }
        boolean delayed = false;
        while (!delayed) {
            List<Step> seen = timeline.steps();
            Instant now = clock.instant();
            List<Step> later = timeline.after(now).stream()
                    .map(step -> new Step(step.at().plus(by), step.state(), step.error()))
                    .toList();
            if (later.isEmpty()) {
                throw new IllegalStateException(
                        "The message stays " + timeline.at(now).state() + ": nothing is ahead that could come later.");
            }
            delayed = timeline.replaceAfter(now, later, seen);
        }
    }

    /**
     * Loses the reports that are left, and those of later changes too. One that has been tried is still retried, as the vendor
     * does.
     *
     * @throws IllegalStateException when none is left
     */
    public void loseReports() {
        requireLeft(1);
        message.reports().lose();
    }

    /**
     * Sends the newest report again, as a vendor does that has lost the answer to it: with the same body, signed anew.
     *
     * @throws IllegalStateException when none has been sent
     */
    public void repeatReport() {
        message.reports().repeat(clock.instant());
    }

    /**
     * Sends the reports that are left when the last one is due, the last one first.
     *
     * @throws IllegalStateException when fewer than two are left
     */
    public void reverseReports() {
        requireLeft(2);
        message.reports().reverse();
    }

    private void requireLeft(int count) {
        int left = message.reports().left().size();
        if (left < count) {
            throw new IllegalStateException(
                    message.isReporting()
                            ? "The message has " + left + " reports left, and this needs at least " + count + "."
                            : vendor.name() + " sends no reports about this message alone.");
        }
    }
}
