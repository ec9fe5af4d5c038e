package io.heliograph;

import io.heliograph.event.SendEnd;
import io.heliograph.http.Deadline;
import io.heliograph.internal.outcome.BulkCounts;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkPart;
import io.heliograph.message.BulkReport;
import io.heliograph.message.Fault;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
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
final class BulkSender {
    /** Enough for the vendors' largest calls, and small beside the heap. */
    private static final int LARGEST_WINDOW = 50_000;

    private final Planner planner;
    private final ProviderTries.Rules rules;
    private final Duration deadline;
    private final SendRequest content;
    private final BulkListener listener;
    private final BooleanSupplier stops;
    private final NumberSet seen = new NumberSet();
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
            ProviderTries.Rules rules,
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
        for (Lane lane : planner.lanes(content)) {
            SmsProvider provider = lane.provider();
            if (provider.capabilities().contains(Capability.BULK)) {
                most = Math.max(most, Math.min(provider.bulkLimits().most(), LARGEST_WINDOW));
                fewest = Math.max(fewest, provider.bulkLimits().fewest());
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
                listener.leftOut(read, new Fault("to", "was there before"));
            }
        } catch (InvalidRequestException e) {
            report = BulkCounts.plusInvalid(report);
            listener.leftOut(read, new Fault("to", e.faults().get(0).problem()));
        }
    }

    /** Recipients that go the same way. */
    private record Group(List<Step> steps, List<PhoneNumber> recipients) {}

    private void sendWindow(List<PhoneNumber> window) {
        if (stops.getAsBoolean() && !window.isEmpty()) { // without a plan for each, as there may be millions left
            end(List.copyOf(window), newWay(sent, window).held(Underway.CLOSED));
            sent += window.size();
            return;
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        for (PhoneNumber recipient : window) {
            // Under a key of its own, by which a weighted route gives each provider its share of the recipients.
            IdempotencyKey key = content.key().part(Long.parseLong(recipient.digits()), 1);
            List<Step> steps = planner.suitable(content.toAnother(recipient, key));
            groups.computeIfAbsent(way(steps), its -> new Group(steps, new ArrayList<>()))
                    .recipients()
                    .add(recipient);
        }
        for (Group group : groups.values()) {
            goOn(Planner.inUse(group.steps()), 0, sent, group.recipients(), null);
            sent += group.recipients().size();
        }
    }

    private static String way(List<Step> steps) {
        StringBuilder way = new StringBuilder();
        for (Step step : steps) {
            Refusal why = step.leftOut();
            way.append(step.lane().name())
                    .append(why == null ? "" : " " + why.reason())
                    .append('\n');
        }
        return way.toString();
    }

    /** Sends through the next open step from this place on; what it refuses goes on to those behind it. */
    private void goOn(List<Step> steps, int from, long first, List<PhoneNumber> recipients, @Nullable SendWay before) {
        SendWay soFar = before != null ? before : newWay(first, recipients);
        if (steps.isEmpty()) {
            end(recipients, soFar.held(Planner.noRule(soFar.request())));
            return;
        }
        int at = soFar.open(steps, from);
        if (at == steps.size() || soFar.tries() >= rules.retry().maxAttempts()) {
            end(recipients, soFar.giveUp());
            return;
        }
        List<Integer> sizes = sizes(steps.get(at).lane().provider(), recipients.size());
        int done = 0;
        for (int size : sizes) {
            // A call that goes on whole keeps its deadline; the parts of one that is cut have one each.
            boolean whole = before != null && sizes.size() == 1;
            Place place = new Place(steps, at, first + done, whole);
            callForThoseNotHeld(place, recipients.subList(done, done + size), soFar);
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
    private record Place(List<Step> steps, int at, long first, boolean keepsDeadline) {}

    /** Looks only now who is on the suppression list, because the calls before this one may have taken hours. */
    private void callForThoseNotHeld(Place place, List<PhoneNumber> part, SendWay soFar) {
        List<PhoneNumber> free = new ArrayList<>(part.size());
        Map<Refusal, List<PhoneNumber>> held = new TreeMap<>(Comparator.comparing(Refusal::reason));
        for (PhoneNumber recipient : part) {
            Refusal no = rules.optOuts().refusal(recipient, content.from());
            (no == null ? free : held.computeIfAbsent(no, its -> new ArrayList<>())).add(recipient);
        }
        long first = place.first();
        for (Map.Entry<Refusal, List<PhoneNumber>> its : held.entrySet()) {
            SendRequest request = request(first, its.getValue());
            end(
                    its.getValue(),
                    soFar.goingOn(request, soFar.deadline(), List.of()).held(its.getKey()));
            first += its.getValue().size();
        }
        List<Integer> sizes = sizes(place.steps().get(place.at()).lane().provider(), free.size());
        int done = 0;
        for (int size : sizes) { // one, unless too few are left for a call together
            List<PhoneNumber> its = List.copyOf(free.subList(done, done + size));
            Deadline deadline = place.keepsDeadline() && sizes.size() == 1 ? soFar.deadline() : newDeadline();
            SendRequest request = request(first + done, its);
            call(place.steps(), place.at(), first + done, its, soFar.goingOn(request, deadline, guards(request, its)));
            done += size;
        }
    }

    /** Of one call: the list was asked for each recipient, and the one key of all calls is claimed as long as they go on. */
    private List<AttemptGuard> guards(SendRequest request, List<PhoneNumber> recipients) {
        SpendGuard spend = rules.spend();
        return spend == null ? List.of() : List.of(new Spending(spend, request, recipients));
    }

    private SendWay newWay(long first, List<PhoneNumber> recipients) {
        return new SendWay(request(first, recipients), newDeadline(), List.of());
    }

    private Deadline newDeadline() {
        return Deadline.after(content.deadline().orElse(deadline), rules.world()::nanoTime);
    }

    private SendRequest request(long first, List<PhoneNumber> recipients) {
        return content.toAnother(recipients.get(0), content.key().part(first, recipients.size()));
    }

    private void call(List<Step> steps, int at, long first, List<PhoneNumber> recipients, SendWay way) {
        if (stops.getAsBoolean()) {
            end(recipients, way.held(Underway.CLOSED));
            return;
        }
        SmsProvider provider = steps.get(at).lane().provider();
        boolean single = recipients.size() == 1;
        SendOutcome outcome = new ProviderTries(
                        way,
                        steps,
                        at,
                        single,
                        scope -> single
                                ? provider.send(way.request(), scope)
                                : provider.sendBulk(way.request(), recipients, scope),
                        rules)
                .run();
        if (outcome == null) {
            goOn(steps, at + 1, first, recipients, way);
        } else {
            end(recipients, outcome);
        }
    }

    private void end(List<PhoneNumber> recipients, SendOutcome outcome) {
        if (recipients.isEmpty()) {
            return;
        }
        BulkPart part = new BulkPart(recipients, outcome);
        report = BulkCounts.plus(report, part);
        if (outcome instanceof SendOutcome.Unknown unknown) {
            rules.events().publish(each -> each.unknown(unknown));
        }
        SendRequest request = content.toAnother(recipients.get(0), outcome.key());
        rules.events()
                .publish(each ->
                        each.bulkPartEnded(new SendEnd(outcome.key(), outcome, () -> planner.used(request, part))));
        listener.finished(part); // last, because what it throws ends the send
    }

    private static List<Integer> sizes(SmsProvider provider, int count) {
        boolean together = count > 1
                && provider.capabilities().contains(Capability.BULK)
                && count >= provider.bulkLimits().fewest();
        return together ? cuts(count, provider.bulkLimits()) : Collections.nCopies(count, 1);
    }

    /** Cuts a number of recipients into legal calls, of which only the last two may be smaller than the largest. */
    static List<Integer> cuts(int count, BulkLimits limits) {
        List<Integer> sizes = new ArrayList<>();
        int left = count;
        while (left > limits.most()) {
            int rest = left - limits.most();
            int size = rest < limits.fewest() ? left - limits.fewest() : limits.most();
            sizes.add(size);
            left -= size;
        }
        sizes.add(left);
        return sizes;
    }
}
