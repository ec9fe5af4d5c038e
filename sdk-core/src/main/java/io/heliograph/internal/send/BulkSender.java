package io.heliograph.internal.send;

import io.heliograph.event.SendCompletion;
import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.AttemptGuard;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.internal.guard.SpendReservation;
import io.heliograph.internal.outcome.BulkCounts;
import io.heliograph.internal.plan.Planner;
import io.heliograph.internal.plan.RouteCandidate;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one content to many: reads recipients in windows, and sends each window by as few calls as the providers allow,
 * every call by the rules of a single send. One object for each bulk send; not thread-safe.
 */
public final class BulkSender {
    /** Enough for the vendors' largest calls, and small beside the heap. */
    private static final int MAX_WINDOW = 50_000;

    private final Planner planner;
    private final ProviderAttempts.PipelineServices rules;
    private final Duration deadline;
    private final SendRequest content;
    private final BulkListener listener;
    private final BooleanSupplier stops;
    private final PhoneNumberSet seen = new PhoneNumberSet();
    private BulkReport report = new BulkReport(0, 0, 0, 0, 0);
    private long read;
    private long sent;

    /**
     * A bulk send.
     *
     * @param stops whether no further call is made: those whom none has reached are rejected
     */
    BulkSender(
            Planner planner,
            ProviderAttempts.PipelineServices rules,
            Duration deadline,
            SendRequest content,
            BulkListener listener,
            BooleanSupplier stops) {
        this.planner = planner;
        this.rules = rules;
        this.deadline = deadline;
        this.content = content;
        this.listener = listener;
        this.stops = stops;
    }

    BulkReport send(Iterator<String> recipients) {
        int most = 1;
        int fewest = 1;
        for (ProviderGate gate : planner.gates(content)) {
            SmsProvider provider = gate.provider();
            if (provider.capabilities().contains(Capability.BULK)) {
                most = Math.max(most, Math.min(provider.bulkLimits().max(), MAX_WINDOW));
                fewest = Math.max(fewest, provider.bulkLimits().min());
            }
        }
        List<PhoneNumber> window = new ArrayList<>();
        while (recipients.hasNext()) {
            read(recipients.next(), window);
            if (window.size() == most + fewest) { // what stays behind is enough for a call of its own
                sendWindow(List.copyOf(window.subList(0, most)));
                window.subList(0, most).clear();
            }
        }
        sendWindow(window);
        return report;
    }

    private void read(String recipient, List<PhoneNumber> window) {
        read++;
        try {
            PhoneNumber number = PhoneNumber.of(recipient);
            if (seen.add(number)) {
                window.add(number);
            } else {
                report = BulkCounts.plusDuplicate(report);
                listener.leftOut(read, new Violation("to", "was there before"));
            }
        } catch (InvalidRequestException e) {
            report = BulkCounts.plusInvalid(report);
            listener.leftOut(read, new Violation("to", e.faults().get(0).problem()));
        }
    }

    /** Recipients that go the same way. */
    private record Group(List<RouteCandidate> steps, List<PhoneNumber> recipients) {}

    private void sendWindow(List<PhoneNumber> window) {
        if (stops.getAsBoolean() && !window.isEmpty()) { // without a plan for each, as there may be millions left
            end(List.copyOf(window), newWay(sent, window).blocked(InFlightSends.CLOSED));
            sent += window.size();
            return;
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        for (PhoneNumber recipient : window) {
            // Under a key of its own, by which a weighted route gives each provider its share of the recipients.
            IdempotencyKey key = content.key().part(Long.parseLong(recipient.digits()), 1);
            List<RouteCandidate> steps = planner.eligible(content.withRecipient(recipient, key));
            groups.computeIfAbsent(groupingKey(steps), text -> new Group(steps, new ArrayList<>()))
                    .recipients()
                    .add(recipient);
        }
        for (Group group : groups.values()) {
            sendFrom(Planner.available(group.steps()), 0, sent, group.recipients(), null);
            sent += group.recipients().size();
        }
    }

    private static String groupingKey(List<RouteCandidate> steps) {
        StringBuilder way = new StringBuilder();
        for (RouteCandidate candidate : steps) {
            Failure failure = candidate.exclusion();
            way.append(candidate.gate().name())
                    .append(failure == null ? "" : " " + failure.reason())
                    .append('\n');
        }
        return way.toString();
    }

    /** Sends through the next open step from this place on; what it refuses goes on to those behind it. */
    private void sendFrom(
            List<RouteCandidate> steps,
            int from,
            long first,
            List<PhoneNumber> recipients,
            @Nullable SendState before) {
        SendState soFar = before != null ? before : newWay(first, recipients);
        if (steps.isEmpty()) {
            end(recipients, soFar.blocked(Planner.noRule(soFar.request())));
            return;
        }
        int at = soFar.nextOpen(steps, from);
        if (at == steps.size() || soFar.attemptCount() >= rules.retry().maxAttempts()) {
            end(recipients, soFar.conclude());
            return;
        }
        List<Integer> sizes = sizes(steps.get(at).gate().provider(), recipients.size());
        int done = 0;
        for (int size : sizes) {
            // A call that goes on whole keeps its deadline; the parts of one that is cut have one each.
            boolean whole = before != null && sizes.size() == 1;
            CallPosition place = new CallPosition(steps, at, first + done, whole);
            sendUnsuppressed(place, recipients.subList(done, done + size), soFar);
            done += size;
        }
    }

    /**
     * Where a call is on its way.
     *
     * @param at the place of the provider among the steps
     * @param first the place of its first recipient, which names it
     * @param keepsDeadline whether it has the deadline that it had at the provider before
     */
    private record CallPosition(List<RouteCandidate> steps, int at, long first, boolean keepsDeadline) {}

    /** Looks only now who is on the suppression list, because the calls before this one may have taken hours. */
    private void sendUnsuppressed(CallPosition place, List<PhoneNumber> part, SendState soFar) {
        List<PhoneNumber> free = new ArrayList<>(part.size());
        Map<Failure, List<PhoneNumber>> held = new TreeMap<>(Comparator.comparing(Failure::reason));
        for (PhoneNumber recipient : part) {
            Failure failure = rules.optOuts().suppressed(recipient, content.from());
            (failure == null ? free : held.computeIfAbsent(failure, rejection -> new ArrayList<>())).add(recipient);
        }
        long first = place.first();
        for (Map.Entry<Failure, List<PhoneNumber>> entry : held.entrySet()) {
            SendRequest request = request(first, entry.getValue());
            end(
                    entry.getValue(),
                    soFar.forPart(request, soFar.deadline(), List.of()).blocked(entry.getKey()));
            first += entry.getValue().size();
        }
        List<Integer> sizes = sizes(place.steps().get(place.at()).gate().provider(), free.size());
        int done = 0;
        for (int size : sizes) { // one, unless too few are left for a call together
            List<PhoneNumber> phoneNumbers = List.copyOf(free.subList(done, done + size));
            Deadline deadline = place.keepsDeadline() && sizes.size() == 1 ? soFar.deadline() : newDeadline();
            SendRequest request = request(first + done, phoneNumbers);
            call(
                    place.steps(),
                    place.at(),
                    first + done,
                    phoneNumbers,
                    soFar.forPart(request, deadline, guards(request, phoneNumbers)));
            done += size;
        }
    }

    /** Of one call: the list was asked for each recipient, and the one key of all calls is claimed as long as they go on. */
    private List<AttemptGuard> guards(SendRequest request, List<PhoneNumber> recipients) {
        SpendGuard spend = rules.spend();
        return spend == null ? List.of() : List.of(new SpendReservation(spend, request, recipients));
    }

    private SendState newWay(long first, List<PhoneNumber> recipients) {
        return new SendState(request(first, recipients), newDeadline(), List.of());
    }

    private Deadline newDeadline() {
        return Deadline.after(content.deadline().orElse(deadline), rules.world()::nanoTime);
    }

    private SendRequest request(long first, List<PhoneNumber> recipients) {
        return content.withRecipient(recipients.get(0), content.key().part(first, recipients.size()));
    }

    private void call(List<RouteCandidate> steps, int at, long first, List<PhoneNumber> recipients, SendState state) {
        if (stops.getAsBoolean()) {
            end(recipients, state.blocked(InFlightSends.CLOSED));
            return;
        }
        SmsProvider provider = steps.get(at).gate().provider();
        boolean single = recipients.size() == 1;
        SendOutcome outcome = new ProviderAttempts(
                        state,
                        steps,
                        at,
                        single,
                        context -> single
                                ? provider.send(state.request(), context)
                                : provider.sendBulk(state.request(), recipients, context),
                        rules)
                .run();
        if (outcome == null) {
            sendFrom(steps, at + 1, first, recipients, state);
        } else {
            end(recipients, outcome);
        }
    }

    private void end(List<PhoneNumber> recipients, SendOutcome outcome) {
        if (recipients.isEmpty()) {
            return;
        }
        BulkCallResult part = new BulkCallResult(recipients, outcome);
        report = BulkCounts.plus(report, part);
        if (outcome instanceof SendOutcome.Unknown unknown) {
            rules.events().publish(each -> each.unknown(unknown));
        }
        SendRequest request = content.withRecipient(recipients.get(0), outcome.key());
        rules.events()
                .publish(each -> each.bulkPartEnded(
                        new SendCompletion(outcome.key(), outcome, () -> planner.used(request, part))));
        listener.finished(part); // last, because what it throws ends the send
    }

    private static List<Integer> sizes(SmsProvider provider, int count) {
        boolean together = count > 1
                && provider.capabilities().contains(Capability.BULK)
                && count >= provider.bulkLimits().min();
        return together ? cuts(count, provider.bulkLimits()) : Collections.nCopies(count, 1);
    }

    /** Cuts a number of recipients into legal calls, of which only the last two may be smaller than the largest. */
    public static List<Integer> cuts(int count, BulkLimits limits) {
        List<Integer> sizes = new ArrayList<>();
        int left = count;
        while (left > limits.max()) {
            int rest = left - limits.max();
            int size = rest < limits.min() ? left - limits.min() : limits.max();
            sizes.add(size);
            left -= size;
        }
        sizes.add(left);
        return sizes;
    }
}
