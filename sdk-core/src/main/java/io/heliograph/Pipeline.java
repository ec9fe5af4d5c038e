package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Every send goes through here: to the first provider that may take it, and on a certain no to the next. Thread-safe. */
final class Pipeline {
    private final List<SmsProvider> route;
    private final Clock clock;

    Pipeline(List<SmsProvider> route, Clock clock) {
        this.route = List.copyOf(route);
        this.clock = clock;
    }

    SendOutcome send(SendRequest request, Deadline deadline) {
        SendWay way = new SendWay(request, deadline, clock);
        for (SmsProvider provider : route) {
            SendOutcome outcome = way.ask(provider, scope -> provider.send(request, scope));
            if (outcome != null) {
                return outcome;
            }
        }
        return way.giveUp();
    }

    BulkReport bulk(BulkRequest request, Duration deadline, BulkListener listener) {
        return new BulkSender(route, clock, deadline, request.content(), listener).send(request.recipients());
    }

    @Override
    public String toString() {
        return route.stream().map(SmsProvider::name).collect(Collectors.joining(" || "));
    }
}
