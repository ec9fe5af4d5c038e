package io.heliograph.internal.plan;

import io.heliograph.internal.guard.Eligibility;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans the recipients of one bulk send: what depends on the content only is checked once. Belongs to one bulk send; not
 * thread-safe.
 */
public final class BulkPlan {
    private final Planner planner;
    private final @Nullable SpendGuard spendGuard;
    private final SendRequest content;
    private final Map<ProviderGate, Eligibility.RecipientCheck> checks = new HashMap<>();
    private final Map<List<String>, Order> orders = new HashMap<>();
    private @Nullable Order onlyOrder;

    /**
     * An order of providers.
     *
     * @param open each of them, with no reason to leave it out
     * @param checks the checks of the recipients, by provider
     */
    private record Order(List<RouteCandidate> open, List<Eligibility.RecipientCheck> checks) {}

    public BulkPlan(Planner planner, @Nullable SpendGuard spendGuard, SendRequest content) {
        this.planner = planner;
        this.spendGuard = spendGuard;
        this.content = content;
    }

    /**
     * The providers for a recipient, each with the reason if it can't take it, whatever its state; the same list for all
     * recipients that all providers of one order can take.
     */
    public List<RouteCandidate> eligible(PhoneNumber recipient) {
        Order order = order(recipient);
        for (int i = 0; i < order.checks().size(); i++) {
            if (failure(order, i, recipient) != null) {
                return withFailures(order, recipient);
            }
        }
        return order.open();
    }

    private Order order(PhoneNumber recipient) {
        Order order = onlyOrder;
        if (order == null) {
            order = orders.computeIfAbsent(planner.names(request(recipient)), this::newOrder);
            if (!planner.dependsOnRecipient(content)) {
                onlyOrder = order;
            }
        }
        return order;
    }

    private Order newOrder(List<String> names) {
        List<RouteCandidate> open = names.stream()
                .map(name -> new RouteCandidate(planner.gate(name), null))
                .toList();
        return new Order(
                open, open.stream().map(candidate -> check(candidate.gate())).toList());
    }

    private Eligibility.RecipientCheck check(ProviderGate gate) {
        return checks.computeIfAbsent(gate, unused -> Eligibility.ofRecipients(gate.provider(), content));
    }

    /** With a key of its own, so that a weighted route gives each provider its share of the recipients. */
    private SendRequest request(PhoneNumber recipient) {
        return content.withRecipient(recipient, content.key().part(recipient.asLong(), 1));
    }

    private List<RouteCandidate> withFailures(Order order, PhoneNumber recipient) {
        List<RouteCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < order.open().size(); i++) {
            candidates.add(new RouteCandidate(order.open().get(i).gate(), failure(order, i, recipient)));
        }
        return candidates;
    }

    private @Nullable Failure failure(Order order, int i, PhoneNumber recipient) {
        Failure failure = order.checks().get(i).failure(recipient);
        return failure == null && spendGuard != null
                ? spendGuard.overLimit(order.open().get(i).gate().provider(), request(recipient))
                : failure;
    }
}
