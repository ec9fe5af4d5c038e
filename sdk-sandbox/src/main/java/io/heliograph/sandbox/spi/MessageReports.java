package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The delivery reports of one message: each step of its timeline that the vendor reports is due when it is entered, once. They
 * follow the timeline when that changes, and can be lost, reversed and repeated. Thread-safe.
 */
public final class MessageReports {
    /** The states whose steps are reported; null for all. */
    private final @Nullable Set<String> states;

    private final Function<Step, List<OutgoingWebhook>> webhooks;
    private final MessageTimeline timeline;
    private final String id;
    private final String to;
    // The following are guarded by this.
    private final List<Step> made = new ArrayList<>(4);
    private @Nullable BiConsumer<Instant, Supplier<List<OutgoingWebhook>>> schedule;
    private List<OutgoingWebhook> newest = List.of();
    private boolean lost;
    private boolean reversed;
    private int plan;

    MessageReports(
            String id,
            String to,
            MessageTimeline timeline,
            @Nullable Set<String> states,
            @Nullable Function<Step, List<OutgoingWebhook>> webhooks) {
        this.id = id;
        this.to = to;
        this.timeline = timeline;
        this.states = webhooks == null ? Set.of() : states;
        this.webhooks = webhooks == null ? step -> List.of() : webhooks;
    }

    /**
     * Schedules the reports, now and after each change of the timeline. {@link VendorContext#accept} calls it.
     *
     * @param schedule takes the time of a report, and what makes its webhooks then
     */
    public void start(BiConsumer<Instant, Supplier<List<OutgoingWebhook>>> schedule) {
        synchronized (this) {
            this.schedule = schedule;
        }
        timeline.listen(this::plan);
        plan();
    }

    /** The steps whose reports are still to be made, in the order of the reports. */
    public synchronized List<Step> left() {
        List<Step> left = new ArrayList<>();
        for (Step step : timeline.steps()) {
            if (!lost && (states == null || states.contains(step.state())) && !made.contains(step)) {
                left.add(step);
            }
        }
        if (reversed) {
            Collections.reverse(left);
        }
        return left;
    }

    /** The step of the newest report that was made, whether it had a receiver or not. */
    public synchronized Optional<Step> newest() {
        return made.isEmpty() ? Optional.empty() : Optional.of(made.get(made.size() - 1));
    }

    private synchronized void plan() {
        BiConsumer<Instant, Supplier<List<OutgoingWebhook>>> target = schedule;
        if (target == null) {
            return;
        }
        plan++;
        int current = plan;
        List<Step> left = left();
        for (Step step : left) {
            // A vendor reports late, never early: reversed reports wait for the last one.
            Instant at = reversed ? left.get(0).at() : step.at();
            target.accept(at, () -> make(step, current));
        }
    }

    /** The webhooks of a step; none where the plan has changed since. */
    private List<OutgoingWebhook> make(Step step, int ofPlan) {
        synchronized (this) {
            if (ofPlan != plan) {
                return List.of();
            }
            made.add(step);
            newest = List.of();
        }
        // Without the lock: the vendor may wait for its own.
        List<OutgoingWebhook> sent = webhooks(step);
        synchronized (this) {
            newest = sent;
        }
        return sent;
    }

    private List<OutgoingWebhook> webhooks(Step step) {
        return webhooks.apply(step).stream()
                .map(webhook -> webhook.about(id, to))
                .toList();
    }

    /** No report is made from now on; {@link #repeat} still repeats, and one that was made is still retried. */
    public synchronized void lose() {
        lost = true;
        plan();
    }

    /** The reports that are left are made when the last of them is due, the last one first. */
    public synchronized void reverse() {
        reversed = true;
        plan();
    }

    /**
     * Makes the newest report again: with the same bodies, which the vendor signs anew; where nobody was to get it, as it
     * would be made now.
     *
     * @throws IllegalStateException when no report has been made
     */
    public synchronized void repeat(Instant now) {
        BiConsumer<Instant, Supplier<List<OutgoingWebhook>>> target = schedule;
        Step step = newest().orElse(null);
        if (target == null || step == null) {
            throw new IllegalStateException("No report of this message has been made yet, so none can be repeated.");
        }
        List<OutgoingWebhook> sent = newest;
        target.accept(now, () -> sent.isEmpty() ? webhooks(step) : sent);
    }
}
