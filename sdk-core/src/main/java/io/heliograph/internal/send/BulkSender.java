package io.heliograph.internal.send;

import io.heliograph.event.SendCompletion;
import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.AttemptGuard;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.internal.guard.SpendReservation;
import io.heliograph.internal.outcome.BulkCounts;
import io.heliograph.internal.plan.BulkPlan;
import io.heliograph.internal.plan.Planner;
import io.heliograph.internal.plan.RouteCandidate;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.PhoneNumberList;
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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one content to many recipients: reads them in windows, and sends each window in as few calls as the providers allow,
 * every call by the rules of a single send. One instance for each bulk send; not thread-safe.
 */
public final class BulkSender {
    /** The largest call of any vendor; a window of so many takes 8 to 16 MB. */
    private static final int MAX_WINDOW = 2_000_000;

    private static final PhoneNumberList NOBODY = PhoneNumberList.copyOf(List.of());

    private final Planner planner;
    private final ProviderAttempts.PipelineServices services;
    private final Duration deadline;
    private final SendRequest content;
    private final BulkListener listener;
    private final BooleanSupplier isStopped;
    private final PhoneNumberSet seenNumbers = new PhoneNumberSet();
    private final BulkPlan plan;
    private BulkReport report = new BulkReport(0, 0, 0, 0, 0);
    private long read;
    private long sent;

    /**
     * Makes the sender of one bulk send.
     *
     * @param isStopped whether no further call is made: recipients not reached yet are rejected
     */
    BulkSender(
            Planner planner,
            ProviderAttempts.PipelineServices services,
            Duration deadline,
            SendRequest content,
            BulkListener listener,
            BooleanSupplier isStopped) {
        this.planner = planner;
        this.services = services;
        this.deadline = deadline;
        this.content = content;
        this.listener = listener;
        this.isStopped = isStopped;
        plan = new BulkPlan(planner, services.spend(), content);
    }

    BulkReport send(Iterator<String> recipients) {
        int maxSize = 1;
        int minSize = 1;
        for (ProviderGate gate : planner.gates(content)) {
            SmsProvider provider = gate.provider();
            if (provider.capabilities().contains(Capability.BULK)) {
                maxSize = Math.max(maxSize, Math.min(provider.bulkLimits().max(), MAX_WINDOW));
                minSize = Math.max(minSize, provider.bulkLimits().min());
            }
        }
        BulkWindow window = new BulkWindow(plan);
        List<PhoneNumber> ahead = new ArrayList<>(); // held back until they are enough for one more legal call
        while (recipients.hasNext()) {
            PhoneNumber recipient = read(recipients.next());
            if (recipient != null && window.size() < maxSize) {
                add(recipient, window);
            } else if (recipient != null) {
                ahead.add(recipient);
            }
            if (ahead.size() == minSize) {
                sendWindow(window);
                window = new BulkWindow(plan);
                addAll(ahead, window);
            }
        }
        addAll(ahead, window);
        sendWindow(window);
        return report;
    }

    /** Reads a recipient; null if it is left out. */
    private @Nullable PhoneNumber read(String recipient) {
        read++;
        PhoneNumber number;
        try {
            number = PhoneNumber.of(recipient);
        } catch (InvalidRequestException e) {
            report = BulkCounts.plusInvalid(report);
            listener.leftOut(read, new Violation("to", e.violations().get(0).problem()));
            return null;
        }
        if (seenNumbers.add(number)) {
            return number;
        }
        report = BulkCounts.plusDuplicate(report);
        listener.leftOut(read, new Violation("to", "is a duplicate"));
        return null;
    }

    private void addAll(List<PhoneNumber> recipients, BulkWindow window) {
        recipients.forEach(recipient -> add(recipient, window));
        recipients.clear();
    }

    private void add(PhoneNumber recipient, BulkWindow window) {
        if (isStopped.getAsBoolean()) { // without a plan for each recipient, as there may be millions left
            window.addUnplanned(recipient);
        } else {
            window.add(recipient);
        }
    }

    private void sendWindow(BulkWindow window) {
        if (isStopped.getAsBoolean() && window.size() > 0) {
            PhoneNumberList all = window.all();
            end(all, newState(sent, all).blocked(InFlightSends.CLOSED));
            sent += all.size();
            return;
        }
        for (BulkWindow.Group group : window.groups()) {
            PhoneNumberList recipients = group.recipients().build();
            sendFrom(Planner.available(group.candidates()), 0, sent, recipients, null);
            sent += recipients.size();
        }
    }

    /** Sends through the next open candidate from an index on; rejected recipients go on to the candidates after it. */
    private void sendFrom(
            List<RouteCandidate> candidates,
            int from,
            long first,
            PhoneNumberList recipients,
            @Nullable SendState before) {
        SendState state = before != null ? before : newState(first, recipients);
        if (candidates.isEmpty()) {
            end(recipients, state.blocked(Planner.noRule(state.request())));
            return;
        }
        int at = state.nextOpen(candidates, from);
        if (at == candidates.size() || state.attemptCount() >= services.retry().maxAttempts()) {
            end(recipients, state.conclude());
            return;
        }
        List<Integer> sizes = sizes(candidates.get(at).gate().provider(), recipients.size());
        int offset = 0;
        for (int size : sizes) {
            // A call that goes on whole keeps its deadline; if it is split, each new call has its own.
            boolean whole = before != null && sizes.size() == 1;
            CallPosition position = new CallPosition(candidates, at, first + offset, whole, false);
            sendUnsuppressed(position, recipients.subList(offset, offset + size), state);
            offset += size;
        }
    }

    /**
     * The position of a call.
     *
     * @param at the index of the provider among the candidates
     * @param first the position of its first recipient, from which its key is made
     * @param keepsDeadline whether it keeps the deadline that it had at the provider before
     * @param isRemainder whether the provider rejected a call to these recipients because of others
     */
    private record CallPosition(
            List<RouteCandidate> candidates, int at, long first, boolean keepsDeadline, boolean isRemainder) {
        private CallPosition withFirst(long newFirst) {
            return new CallPosition(candidates, at, newFirst, keepsDeadline, isRemainder);
        }

        private CallPosition remainder(long newFirst) {
            return new CallPosition(candidates, at, newFirst, false, true);
        }
    }

    /** Checks the suppression list just before the call, because the calls before it may have taken hours. */
    private void sendUnsuppressed(CallPosition position, PhoneNumberList call, SendState state) {
        Map<Failure, PhoneNumberList.Builder> suppressed = new TreeMap<>(Comparator.comparing(Failure::reason));
        PhoneNumberList unsuppressed = unsuppressed(call, suppressed);
        long first = position.first();
        for (Map.Entry<Failure, PhoneNumberList.Builder> entry : suppressed.entrySet()) {
            PhoneNumberList recipients = entry.getValue().build();
            SendRequest request = request(first, recipients);
            end(recipients, state.forPart(request, state.deadline(), List.of()).blocked(entry.getKey()));
            first += recipients.size();
        }
        List<Integer> sizes =
                sizes(position.candidates().get(position.at()).gate().provider(), unsuppressed.size());
        int offset = 0;
        for (int size : sizes) { // one call, unless too few are left for a bulk call
            PhoneNumberList callRecipients = unsuppressed.subList(offset, offset + size);
            Deadline deadline = position.keepsDeadline() && sizes.size() == 1 ? state.deadline() : newDeadline();
            SendRequest request = request(first + offset, callRecipients);
            call(
                    position.withFirst(first + offset),
                    callRecipients,
                    state.forPart(request, deadline, guards(request, callRecipients)));
            offset += size;
        }
    }

    /** The recipients that may be sent to now: the list itself, unless some are suppressed. */
    private PhoneNumberList unsuppressed(PhoneNumberList call, Map<Failure, PhoneNumberList.Builder> suppressed) {
        if (services.suppressionGuard().suppressesNobody()) {
            return call;
        }
        PhoneNumberList.Builder others = null;
        for (int i = 0; i < call.size(); i++) {
            PhoneNumber recipient = call.get(i);
            Failure failure = services.suppressionGuard().suppressed(recipient, content.from());
            if (failure != null) {
                others = others == null ? PhoneNumberList.builder().addAll(call.subList(0, i)) : others;
                suppressed
                        .computeIfAbsent(failure, unused -> PhoneNumberList.builder())
                        .add(recipient);
            } else if (others != null) {
                others.add(recipient);
            }
        }
        return others == null ? call : others.build();
    }

    /** The guards of one call; the suppression list was checked for each recipient, and the key is claimed for all calls. */
    private List<AttemptGuard> guards(SendRequest request, List<PhoneNumber> recipients) {
        SpendGuard spend = services.spend();
        return spend == null ? List.of() : List.of(new SpendReservation(spend, request, recipients));
    }

    private SendState newState(long first, List<PhoneNumber> recipients) {
        return new SendState(request(first, recipients), newDeadline(), List.of());
    }

    private Deadline newDeadline() {
        return Deadline.after(content.deadline().orElse(deadline), services.timing()::nanoTime);
    }

    private SendRequest request(long first, List<PhoneNumber> recipients) {
        return content.withRecipient(recipients.get(0), content.key().part(first, recipients.size()));
    }

    private void call(CallPosition position, PhoneNumberList recipients, SendState state) {
        if (isStopped.getAsBoolean()) {
            end(recipients, state.blocked(InFlightSends.CLOSED));
            return;
        }
        SmsProvider provider = position.candidates().get(position.at()).gate().provider();
        boolean single = recipients.size() == 1;
        ProviderAttempts attempts = new ProviderAttempts(
                state,
                position.candidates(),
                position.at(),
                single,
                context -> single
                        ? provider.send(state.request(), context)
                        : provider.sendBulk(state.request(), recipients, context),
                services);
        SendOutcome outcome = attempts.run();
        PhoneNumberList others = outcome instanceof SendOutcome.Unknown
                ? NOBODY
                : others(position, recipients, attempts.rejectedRecipients());
        SendState before = state.forPart(state.request(), state.deadline(), List.of());
        PhoneNumberList decided = others.isEmpty() ? recipients : without(others, recipients);
        if (outcome == null) {
            sendFrom(position.candidates(), position.at() + 1, position.first(), decided, state);
        } else {
            end(decided, outcome);
        }
        if (!others.isEmpty()) {
            sendUnsuppressed(position.remainder(position.first() + decided.size()), others, before);
        }
    }

    /**
     * The recipients of a rejected call who may be sent to by another one: the provider did nothing, and named whom it
     * rejected the call for. Once only, because a provider that rejects that call too may go on doing so.
     */
    private static PhoneNumberList others(
            CallPosition position, PhoneNumberList recipients, List<PhoneNumber> rejected) {
        PhoneNumberList others = position.isRemainder() || rejected.isEmpty() ? NOBODY : without(rejected, recipients);
        return others.size() == recipients.size() ? NOBODY : others;
    }

    private static PhoneNumberList without(List<PhoneNumber> excluded, PhoneNumberList recipients) {
        Set<PhoneNumber> set = new HashSet<>(excluded);
        return PhoneNumberList.copyOf(
                recipients.stream().filter(to -> !set.contains(to)).toList());
    }

    private void end(PhoneNumberList recipients, SendOutcome outcome) {
        if (recipients.isEmpty()) {
            return;
        }
        BulkCallResult call = new BulkCallResult(recipients, outcome);
        report = BulkCounts.plus(report, call);
        if (outcome instanceof SendOutcome.Unknown unknown) {
            services.events().publish(each -> each.unknown(unknown));
        }
        SendRequest request = content.withRecipient(recipients.get(0), outcome.key());
        services.events()
                .publish(each -> each.bulkPartEnded(new SendCompletion(
                        request, planner.routeText(request), outcome, () -> planner.usage(request, call))));
        listener.finished(call); // last, because its exception ends the send
    }

    private List<Integer> sizes(SmsProvider provider, int count) {
        boolean fitsBulkCall = count > 1
                && provider.capabilities().contains(Capability.BULK)
                && count >= provider.bulkLimits().min()
                && provider.takesBulk(content);
        return fitsBulkCall ? split(count, provider.bulkLimits()) : Collections.nCopies(count, 1);
    }

    /** Splits a number of recipients into legal calls, of which only the last two may be smaller than the maximum. */
    public static List<Integer> split(int count, BulkLimits limits) {
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
