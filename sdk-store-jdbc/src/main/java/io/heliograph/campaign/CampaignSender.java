package io.heliograph.campaign;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.money.CostEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends lines of one campaign by the client, each with a key that is the same in every process. Thread-safe. */
final class CampaignSender {
    private final SmsClient client;
    private final CampaignTable.Campaign campaign;
    private final Consumer<SendRequest.Builder> content;

    CampaignSender(SmsClient client, CampaignTable.Campaign campaign, Consumer<SendRequest.Builder> content) {
        this.client = client;
        this.campaign = campaign;
        this.content = content;
    }

    /** The most recipients that one call may have; 1 if each is sent to alone. */
    int maxBulk() {
        return campaign.request().placeholders().isEmpty() ? client.maxBulk(bulkContent("+10000000000")) : 1;
    }

    private SendRequest bulkContent(String to) {
        SendRequest.Builder request = SendRequest.to(to);
        fill(request, List.of());
        return request.build();
    }

    private void fill(SendRequest.Builder request, List<String> values) {
        content.accept(request);
        campaign.request().fill(request, values);
    }

    IdempotencyKey key(Row row) {
        return IdempotencyKey.derive(campaign.token(), "line", Long.toString(row.line()));
    }

    IdempotencyKey key(long call) {
        return IdempotencyKey.derive(campaign.token(), "call", Long.toString(call));
    }

    /** The request of a line that is sent alone. */
    SendRequest request(Row row) {
        SendRequest.Builder request = SendRequest.to(row.to());
        fill(request, row.values());
        return request.idempotencyKey(key(row)).build();
    }

    /** Sends to one recipient. */
    RecipientTable.Update send(Row row) {
        return new RecipientTable.Update(row, result(row));
    }

    private LineResult result(Row row) {
        SendRequest request;
        try {
            request = request(row);
        } catch (InvalidRequestException e) {
            return LineResult.of(
                    RecipientState.INVALID,
                    "INVALID",
                    String.valueOf(e.violations().get(0)));
        }
        try {
            return result(request, client.trySend(request));
        } catch (InvalidRequestException e) { // the key was used for another content
            return LineResult.unknown("", String.valueOf(e.violations().get(0)));
        } catch (RuntimeException e) { // of the caller's code: its message may hold a number
            return LineResult.unknown("", "the send failed with " + e.getClass().getName());
        }
    }

    /** What an outcome says of a line. */
    LineResult result(SendRequest request, SendOutcome outcome) {
        return outcome.fold(
                accepted -> accepted(request, accepted.message()),
                LineResult::of,
                unknown -> LineResult.unknown(unknown.provider(), unknown.reason()));
    }

    private LineResult accepted(SendRequest request, Message message) {
        OptionalInt segments = message.segments();
        return message.price().isPresent() && segments.isPresent()
                ? LineResult.accepted(message.id(), segments, message.price())
                : estimated(request, message.id(), segments);
    }

    /** With what it costs by the client's own rules, because the vendor doesn't say it, or says it of a whole call. */
    private LineResult estimated(SendRequest request, MessageId id, OptionalInt segments) {
        Optional<CostEstimate> estimate = client.estimate(request).stream()
                .filter(each -> each.provider().equals(id.provider()))
                .findFirst();
        OptionalInt parts = segments.isPresent()
                ? segments
                : estimate.map(each -> OptionalInt.of(each.segments().parts())).orElse(OptionalInt.empty());
        return LineResult.accepted(id, parts, estimate.flatMap(CostEstimate::price));
    }

    /** Sends to all recipients of one call. Each has a result: unknown where the call gave none. */
    List<RecipientTable.Update> send(long call, List<Row> rows) {
        Map<PhoneNumber, Row> byNumber = new HashMap<>();
        rows.forEach(row -> byNumber.put(PhoneNumber.of(row.to()), row));
        List<RecipientTable.Update> results = new ArrayList<>(rows.size());
        LineResult others = LineResult.unknown("", "the call gave no outcome for it");
        try {
            BulkRequest request = BulkRequest.to(rows.stream().map(Row::to), builder -> {
                fill(builder, List.of());
                builder.idempotencyKey(key(call));
            });
            client.bulk(request, part -> add(part, byNumber, results));
        } catch (SmsException e) { // before any call
            Failure failure = e.failure().orElseGet(() -> Failure.of(e.errorType(), "nothing was sent"));
            others = LineResult.of(new SendOutcome.Rejected(failure, key(call), List.of()));
        } catch (InvalidRequestException e) {
            others = LineResult.unknown("", String.valueOf(e.violations().get(0)));
        } catch (RuntimeException e) { // of the caller's code: its message may hold a number
            others = LineResult.unknown(
                    "", "the call failed with " + e.getClass().getName());
        }
        for (Row row : byNumber.values()) {
            results.add(new RecipientTable.Update(row, others));
        }
        return results;
    }

    /** Adds the results of a call, and takes its rows out of those without one. */
    private void add(BulkCallResult part, Map<PhoneNumber, Row> byNumber, List<RecipientTable.Update> results) {
        List<PhoneNumber> recipients = part.recipients();
        if (!(part.outcome() instanceof SendOutcome.Accepted accepted)) {
            LineResult all = part.outcome()
                    .fold(
                            never -> LineResult.unknown("", ""),
                            LineResult::of,
                            unknown -> LineResult.unknown(unknown.provider(), unknown.reason()));
            recipients.forEach(to -> add(byNumber.remove(to), all, results));
            return;
        }
        Message message = accepted.message();
        Map<PhoneNumber, RecipientStatus> named = new HashMap<>();
        boolean hasHidden = false;
        for (RecipientStatus status : message.recipients()) {
            status.to().ifPresent(to -> named.put(to, status));
            hasHidden |= status.to().isEmpty() && isNotAccepted(status);
        }
        LineResult estimate = estimated(bulkContent(recipients.get(0).e164()), message.id(), OptionalInt.empty());
        for (PhoneNumber to : recipients) {
            RecipientStatus status = named.get(to);
            LineResult result = status == null && hasHidden
                    ? LineResult.unknown(message.provider(), "the provider hides which of the numbers it rejected")
                    : status == null ? estimate : result(status, estimate);
            add(byNumber.remove(to), result, results);
        }
    }

    private static boolean isNotAccepted(RecipientStatus status) {
        return status.status().isFailure() || status.status() == Status.UNKNOWN;
    }

    private static LineResult result(RecipientStatus status, LineResult estimate) {
        String provider = status.id().provider();
        if (status.status() == Status.UNKNOWN) {
            return LineResult.unknown(
                    provider, status.failure().map(failure -> failure.reason()).orElse("its status is unknown"));
        }
        if (status.status().isFailure()) {
            return status.failure()
                    .map(failure -> LineResult.rejected(failure, provider))
                    .orElseGet(() -> LineResult.of(RecipientState.REJECTED, "OTHER", "the provider rejected it"));
        }
        return LineResult.accepted(
                status.id(), OptionalInt.of(estimate.segments()), Optional.ofNullable(estimate.price()));
    }

    private static void add(@Nullable Row row, LineResult result, List<RecipientTable.Update> results) {
        if (row != null) {
            results.add(new RecipientTable.Update(row, result));
        }
    }
}
