package io.heliograph.internal.send;

import io.heliograph.internal.plan.BulkPlan;
import io.heliograph.internal.plan.RouteCandidate;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.PhoneNumberList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recipients of a bulk send that are sent to next, grouped by their candidates. Not thread-safe. */
final class BulkWindow {
    private final BulkPlan plan;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private @Nullable Group last;
    private int size;

    BulkWindow(BulkPlan plan) {
        this.plan = plan;
    }

    /** Recipients with the same candidates. */
    record Group(List<RouteCandidate> candidates, PhoneNumberList.Builder recipients) {}

    int size() {
        return size;
    }

    void add(PhoneNumber recipient) {
        add(recipient, plan.eligible(recipient));
    }

    /** Adds a recipient that no provider gets. */
    void addUnplanned(PhoneNumber recipient) {
        add(recipient, List.of());
    }

    private void add(PhoneNumber recipient, List<RouteCandidate> candidates) {
        Group group = last;
        if (group == null || group.candidates() != candidates) {
            group = groups.computeIfAbsent(key(candidates), unused -> new Group(candidates, PhoneNumberList.builder()));
            last = group;
        }
        group.recipients().add(recipient);
        size++;
    }

    private static String key(List<RouteCandidate> candidates) {
        StringBuilder key = new StringBuilder();
        for (RouteCandidate candidate : candidates) {
            Failure failure = candidate.exclusion();
            key.append(candidate.gate().name())
                    .append(failure == null ? "" : " " + failure.reason())
                    .append('\n');
        }
        return key.toString();
    }

    /** The groups, in the order of their first recipients. */
    Collection<Group> groups() {
        return groups.values();
    }

    /** All recipients, one group after the other; the groups are empty then. */
    PhoneNumberList all() {
        PhoneNumberList.Builder all = PhoneNumberList.builder();
        for (Group group : groups.values()) {
            group.recipients().build().forEach(all::add);
        }
        return all.build();
    }
}
