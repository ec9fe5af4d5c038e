package io.heliograph;

import io.heliograph.http.Deadline;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends one content to many: reads recipients in windows, and sends each window by as few calls as the providers allow,
 * every call by the rules of a single send. One object for each bulk send; not thread-safe.
 */
final class BulkSender {
    /** Enough for the vendors' largest calls, and small beside the heap. */
    private static final int LARGEST_WINDOW = 50_000;

    private final List<SmsProvider> route;
    private final Clock clock;
    private final Duration deadline;
    private final SendRequest content;
    private final BulkListener listener;
    private final NumberSet seen = new NumberSet();
    private BulkReport report = new BulkReport(0, 0, 0, 0, 0);
    private long read;
    private long sent;

    BulkSender(List<SmsProvider> route, Clock clock, Duration deadline, SendRequest content, BulkListener listener) {
        this.route = route;
        this.clock = clock;
        this.deadline = deadline;
        this.content = content;
        this.listener = listener;
    }

    BulkReport send(Iterator<String> recipients) {
        int most = 1;
        int fewest = 1;
        for (SmsProvider provider : route) {
            if (provider.capabilities().contains(Capability.BULK)) {
                most = Math.max(most, Math.min(provider.bulkLimits().most(), LARGEST_WINDOW));
                fewest = Math.max(fewest, provider.bulkLimits().fewest());
            }
        }
        List<PhoneNumber> window = new ArrayList<>();
        while (recipients.hasNext()) {
            read(recipients.next(), window);
            if (window.size() == most + fewest) { // what stays behind is enough for a call of its own
                sendVia(0, sent, List.copyOf(window.subList(0, most)), null);
                sent += most;
                window.subList(0, most).clear();
            }
        }
        sendVia(0, sent, window, null);
        return report;
    }

    private void read(String recipient, List<PhoneNumber> window) {
        read++;
        try {
            PhoneNumber number = PhoneNumber.of(recipient);
            if (seen.add(number)) {
                window.add(number);
            } else {
                report = report.plusDuplicate();
                listener.leftOut(read, new Fault("to", "was there before"));
            }
        } catch (InvalidRequestException e) {
            report = report.plusInvalid();
            listener.leftOut(read, new Fault("to", e.faults().get(0).problem()));
        }
    }

    /** Sends through the provider at this place of the route; what it can't take or refuses goes on to those behind it. */
    private void sendVia(int at, long first, List<PhoneNumber> recipients, @Nullable SendWay soFar) {
        SmsProvider provider = route.get(at);
        List<PhoneNumber> fit = new ArrayList<>();
        Map<String, List<PhoneNumber>> unfit = new LinkedHashMap<>();
        for (PhoneNumber recipient : recipients) {
            Refusal refusal = Suitability.refusal(provider, content.toAnother(recipient, content.key()));
            (refusal == null ? fit : unfit.computeIfAbsent(refusal.reason(), reason -> new ArrayList<>()))
                    .add(recipient);
        }
        callAll(at, first, fit, sizes(provider, fit.size()), soFar);
        long place = first + fit.size();
        for (List<PhoneNumber> group : unfit.values()) { // together, because they share the reason
            callAll(at, place, group, List.of(group.size()), soFar);
            place += group.size();
        }
    }

    private static List<Integer> sizes(SmsProvider provider, int count) {
        boolean together = count > 1
                && provider.capabilities().contains(Capability.BULK)
                && count >= provider.bulkLimits().fewest();
        return together ? cuts(count, provider.bulkLimits()) : Collections.nCopies(count, 1);
    }

    private void callAll(
            int at, long first, List<PhoneNumber> recipients, List<Integer> sizes, @Nullable SendWay soFar) {
        int done = 0;
        for (int size : sizes) {
            // A call that goes on whole keeps its deadline; the parts of one that is cut have one each.
            Deadline its = soFar != null && sizes.size() == 1
                    ? soFar.deadline()
                    : Deadline.after(content.deadline().orElse(deadline));
            call(at, first + done, List.copyOf(recipients.subList(done, done + size)), its, soFar);
            done += size;
        }
    }

    private void call(int at, long first, List<PhoneNumber> recipients, Deadline its, @Nullable SendWay soFar) {
        IdempotencyKey key = content.key().part(first, recipients.size());
        SendRequest request = content.toAnother(recipients.get(0), key);
        SendWay way = soFar == null ? new SendWay(request, its, clock) : soFar.goingOn(request, its);
        SmsProvider provider = route.get(at);
        SendOutcome outcome = way.ask(
                provider,
                scope -> recipients.size() == 1
                        ? provider.send(request, scope)
                        : provider.sendBulk(request, recipients, scope));
        if (outcome == null && at + 1 < route.size()) {
            sendVia(at + 1, first, recipients, way);
            return;
        }
        BulkPart part = new BulkPart(recipients, outcome != null ? outcome : way.giveUp());
        report = report.plus(part);
        listener.finished(part);
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
