package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.journal.Entry;
import io.heliograph.sandbox.journal.Exchange;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.journal.Log;
import io.heliograph.sandbox.journal.Numbers;
import io.heliograph.sandbox.journal.Page;
import io.heliograph.sandbox.journal.Received;
import io.heliograph.sandbox.journal.WebhookRecord;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the requests to the vendors, the attempts to send webhooks, and the messages from phones. Thread-safe. */
final class RecordRoutes {
    private static final String REQUESTS = "/api/requests";

    private final Journal journal;

    RecordRoutes(Journal journal) {
        this.journal = journal;
    }

    List<Route> all() {
        return List.of(
                Route.get(REQUESTS, Set.of("vendor", "status", "before", "limit"), this::requests),
                Route.get(REQUESTS + "/{id}", Set.of(), this::request),
                Route.get("/api/webhooks", Set.of("message", "vendor", "before", "limit"), this::webhooks),
                Route.get("/api/inbound", Set.of("from", "after", "before", "limit"), this::inbound));
    }

    private SandboxResponse requests(ApiRequest request) throws ErrorResponseException {
        String vendor = request.parameters().text("vendor");
        Integer status = request.parameters().number("status", 0, 599);
        Predicate<Exchange> fits = exchange ->
                (vendor == null || exchange.vendor().equals(vendor)) && (status == null || exchange.status() == status);
        return page(request, "requests", journal.exchanges().log(), fits, RecordJson::exchange);
    }

    private SandboxResponse request(ApiRequest request) throws ErrorResponseException {
        long id = request.id("request");
        Exchange exchange = journal.exchanges()
                .log()
                .get(id)
                .orElseThrow(() -> new ErrorResponseException(404, "There is no request " + id + "."));
        return SandboxResponse.json(200, RecordJson.wholeExchange(exchange));
    }

    private SandboxResponse webhooks(ApiRequest request) throws ErrorResponseException {
        String vendor = request.parameters().text("vendor");
        String message = request.parameters().text("message");
        Predicate<WebhookRecord> fits =
                attempt -> (vendor == null || attempt.delivery().vendor().equals(vendor))
                        && (message == null || isOf(attempt.message(), message));
        return page(request, "webhooks", journal.webhooks(), fits, RecordJson::webhook);
    }

    private static boolean isOf(@Nullable KeptMessage reported, String id) {
        return reported != null && Long.toString(reported.id()).equals(id);
    }

    private SandboxResponse inbound(ApiRequest request) throws ErrorResponseException {
        String from = request.parameters().text("from");
        InboxQuery filter = request.parameters().filter();
        Instant after = filter.acceptedAfter();
        Predicate<Received> fits =
                received -> (from == null || Numbers.fits(received.message().from(), from))
                        && received.id() > filter.afterId()
                        && (after == null || received.at().isAfter(after));
        return page(request, "inbound", journal.received(), fits, RecordJson::inbound);
    }

    /** A page of a log, newest first, under a name. */
    static <T extends Entry> SandboxResponse page(
            ApiRequest request, String name, Log<T> log, Predicate<T> fits, Function<T, Object> json)
            throws ErrorResponseException {
        Page<T> page = log.newestFirst(
                fits, request.parameters().before(), request.parameters().limit());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(name, page.items().stream().map(json).toList());
        body.put("before", MessageJson.id(page.before()));
        return SandboxResponse.json(200, body);
    }
}
