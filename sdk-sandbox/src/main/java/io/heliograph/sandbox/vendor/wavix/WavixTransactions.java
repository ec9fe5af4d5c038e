package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The account's transactions at Wavix (OpenAPI, 2026-06-30): one payment at the start of the sandbox, and the charge of each
 * message that has left. The balance stays as it is. Immutable and thread-safe.
 */
final class WavixTransactions {
    static final String PATH = "/v1/billing/transactions";

    private static final BigDecimal BALANCE = new BigDecimal("1000000.0");
    private static final int OUTBOUND_SMS = 15;
    private static final int CARD_PAYMENT = 19;
    private static final int OUTBOUND_MMS = 39;
    private static final Set<String> PARAMETERS =
            Set.of("from_date", "to_date", "type", "details_contains", "payments", "page", "per_page");

    /** One line of the bill. */
    private record Line(int id, Instant at, BigDecimal amount, String details, int type) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("date", WavixMessage.millis(at));
            json.put("amount", amount);
            json.put("balance_after", BALANCE);
            json.put("details", details);
            json.put("status", "Committed");
            json.put("type", type);
            json.put("show_invoice", type == CARD_PAYMENT);
            return json;
        }

        boolean isBetween(LocalDate first, LocalDate last) {
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    private final Line payment;

    WavixTransactions(Instant since) {
        payment = new Line(1, since, BALANCE, "Credit card payment", CARD_PAYMENT);
    }

    /** A page of the list, newest first; days are in UTC. */
    SandboxResponse list(SandboxRequest request, List<WavixListed> messages, Instant now)
            throws ErrorResponseException {
        if (!request.method().equals("GET")) {
            throw new ErrorResponseException(405, "Method not allowed");
        }
        Query query = new Query(request.query(), WavixSend.ERROR_PREFIX);
        query.refuseUnknown(PARAMETERS);
        LocalDate first = query.day("from_date");
        LocalDate last = query.day("to_date");
        if (first == null || last == null) {
            throw query.wrong(first == null ? "from_date" : "to_date");
        }
        int type = query.count("type", -1, 0, 60);
        if (query.has("payments") && !Set.of("true", "false").contains(query.text("payments"))) {
            throw query.wrong("payments");
        }
        boolean paymentsOnly = query.text("payments").equals("true");
        List<Line> found = new ArrayList<>(lines(messages, now).stream()
                .filter(line -> line.isBetween(first, last))
                .filter(line -> type < 0 || line.type() == type)
                .filter(line -> !paymentsOnly || line.type() == CARD_PAYMENT)
                .filter(line -> line.details().contains(query.text("details_contains")))
                .toList());
        Collections.reverse(found);
        Page<Line> page = WavixPaging.of(found, query);
        Map<String, Object> json = WavixPaging.json(
                "transactions", page.items().stream().map(Line::json).toList(), page);
        json.put("is_empty", found.isEmpty());
        return SandboxResponse.json(200, json);
    }

    /** All lines, oldest first. */
    private List<Line> lines(List<WavixListed> messages, Instant now) {
        List<Line> lines = new ArrayList<>(List.of(payment));
        for (WavixListed message : messages) {
            // As the message's own JSON has it: no charge before it has left, none for what was received.
            BigDecimal charge =
                    new BigDecimal(String.valueOf(message.listed(now).get("charge")));
            if (charge.signum() > 0) {
                boolean sms = message.type().equals("sms");
                lines.add(new Line(
                        lines.size() + 1,
                        message.acceptedAt(),
                        charge.negate(),
                        "Outbound " + (sms ? "SMS" : "MMS") + " to " + message.to(),
                        sms ? OUTBOUND_SMS : OUTBOUND_MMS));
            }
        }
        return lines;
    }
}
