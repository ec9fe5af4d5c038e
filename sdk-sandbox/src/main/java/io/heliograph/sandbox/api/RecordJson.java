package io.heliograph.sandbox.api;

import io.heliograph.sandbox.journal.Exchange;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.journal.Received;
import io.heliograph.sandbox.journal.SendReport;
import io.heliograph.sandbox.journal.WebhookRecord;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a journal keeps beside the messages, as JSON. */
final class RecordJson {
    private RecordJson() {}

    /** An exchange without its headers and bodies. */
    static Map<String, @Nullable Object> exchange(Exchange exchange) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(exchange.id()));
        json.put("vendor", exchange.vendor());
        json.put("at", exchange.at().toString());
        json.put("method", exchange.method());
        json.put("path", exchange.path());
        json.put("status", exchange.status());
        json.put("milliseconds", exchange.milliseconds());
        json.put("messages", exchange.messages().stream().map(String::valueOf).toList());
        json.put("fault", exchange.fault().isEmpty() ? null : exchange.fault());
        return json;
    }

    static Map<String, @Nullable Object> wholeExchange(Exchange exchange) {
        Map<String, @Nullable Object> json = exchange(exchange);
        json.put("requestHeaders", exchange.requestHeaders());
        json.put("requestBody", exchange.requestBody());
        json.put("responseHeaders", exchange.responseHeaders());
        json.put("responseBody", exchange.responseBody());
        return json;
    }

    /** A URL without its login and its query, where a password and a token may be. */
    private static String place(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    static Map<String, @Nullable Object> webhook(WebhookRecord attempt) {
        WebhookDelivery delivery = attempt.delivery();
        KeptMessage message = attempt.message();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(attempt.id()));
        json.put("vendor", delivery.vendor());
        json.put("event", delivery.event());
        json.put("target", place(delivery.target()));
        json.put("attempt", delivery.attempt());
        json.put("at", delivery.at().toString());
        json.put("status", delivery.status());
        json.put("problem", delivery.problem());
        json.put("nextAt", MessageJson.time(delivery.nextAt()));
        json.put("body", delivery.body());
        json.put("message", message == null ? null : Long.toString(message.id()));
        return json;
    }

    static Map<String, @Nullable Object> inbound(Received inbound) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(inbound.id()));
        json.put("vendor", inbound.vendor());
        json.put("vendorId", inbound.vendorId());
        json.put("from", inbound.message().from());
        json.put("to", inbound.message().to());
        json.put("text", inbound.message().text());
        json.put("receivedAt", inbound.at().toString());
        json.put("afterMessage", MessageJson.id(inbound.after()));
        return json;
    }

    static Map<String, @Nullable Object> send(SendReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(report.id()));
        json.put("at", report.at().toString());
        json.put("send", report.send());
        json.put("key", report.key());
        json.put("to", report.to());
        json.put("route", report.route());
        json.put("traceId", report.traceId());
        json.put("outcome", report.outcome());
        json.put("code", report.code());
        json.put("provider", report.provider());
        json.put("segments", report.segments());
        json.put("messageId", report.messageId());
        json.put("attempts", report.attempts().stream().map(RecordJson::attempt).toList());
        return json;
    }

    private static Map<String, @Nullable Object> attempt(SendReport.Attempt attempt) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("provider", attempt.provider());
        json.put("outcome", attempt.outcome());
        json.put("code", attempt.code());
        json.put("messageId", attempt.messageId());
        json.put("at", attempt.at());
        json.put("milliseconds", attempt.milliseconds());
        return json;
    }
}
