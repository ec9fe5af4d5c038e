package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayReader.Asked;
import io.heliograph.androidgateway.AndroidGatewaySearch.Held;
import io.heliograph.androidgateway.AndroidGatewayWire.MessageReply;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends messages of every kind by {@code POST /messages}, and finds out what a 409 is about. Thread-safe. */
final class AndroidGatewaySending {
    private final AndroidGatewayCalls calls;
    private final AndroidGatewayReader reader;
    private final AndroidGatewayOptions options;
    private final AndroidGatewaySearch search;
    private final Target messages;

    AndroidGatewaySending(
            AndroidGatewayCalls calls,
            AndroidGatewayReader reader,
            AndroidGatewaySearch search,
            AndroidGatewayOptions options) {
        this.calls = calls;
        this.search = search;
        this.reader = reader;
        this.options = options;
        messages = calls.target("messages");
    }

    /** Sends what a caller made with the gateway's own builder, if it fits when it is encrypted. */
    Answer sendChecked(GatewayMessage message, SendScope scope) {
        List<Fault> faults = AndroidGatewayCheck.faults(message, options.encryption(), options.phone());
        if (!faults.isEmpty()) {
            String reason = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
            return new Answer.Refused(Refusal.of(ErrorType.INVALID_REQUEST, reason));
        }
        return send(message, scope);
    }

    Answer send(GatewayMessage message, SendScope scope) {
        Sealed sealed = Sealed.of(message, options.encryption());
        String deviceId = message.deviceId().orElse(options.deviceId());
        HttpReply reply = calls.submit(
                target(message), json -> AndroidGatewayWire.writeSend(json, message, deviceId, sealed), scope);
        Asked asked = new Asked(
                new MessageId(AndroidGatewayProvider.NAME, message.key().value()),
                new SentNumbers(message.recipients(), sealed.numbers()),
                personal(message),
                message.scheduleAt().isPresent() ? Status.SCHEDULED : Status.QUEUED);
        if (reply.status() == 409) {
            return afterConflict(reply, message, asked, scope);
        }
        return reply.is2xx() ? reader.answer(reply, asked) : refused(reply, asked);
    }

    private Target target(GatewayMessage message) {
        Target target = messages;
        if (message.skipPhoneValidation() || options.skipPhoneValidation()) {
            target = target.query("skipPhoneValidation", "true");
        }
        Integer hours = message.deviceActiveWithin().isPresent()
                ? Integer.valueOf(message.deviceActiveWithin().getAsInt())
                : options.deviceActiveWithin();
        return hours == null ? target : target.query("deviceActiveWithin", hours.toString());
    }

    private static List<String> personal(GatewayMessage message) {
        List<String> personal = new ArrayList<>();
        message.text().ifPresent(personal::add);
        message.data().ifPresent(personal::add);
        message.recipients().forEach(to -> personal.add(to.digits()));
        return personal;
    }

    private Answer refused(HttpReply reply, Asked asked) {
        return AndroidGatewayErrors.answer(reply, options.deviceId() != null, calls.errorText(reply), asked.personal());
    }

    /**
     * The key is there already. Only where it names this very message, from an earlier attempt, the send has succeeded; and
     * only where it surely names another, this one wasn't taken.
     */
    private Answer afterConflict(HttpReply conflict, GatewayMessage message, Asked asked, SendScope scope) {
        Held held;
        try {
            held = held(message.key().value(), scope.deadline());
        } catch (HttpException e) {
            return unclear("asking for it failed: " + e.reason());
        } catch (SmsException e) {
            return unclear(e.refusal().map(Refusal::reason).orElse("it can't be asked for"));
        }
        return switch (compare(held.said(), message, scope)) {
            case SAME -> new Answer.Accepted(reader.message(held, asked));
            case OTHER ->
                new Answer.Refused(Refusal.builder(ErrorType.DUPLICATE, "another message has this key")
                        .vendorText(calls.errorText(conflict))
                        .build());
            case UNTOLD -> unclear("it doesn't show which (HTTP " + held.reply().status() + ")");
        };
    }

    private static Answer unclear(String why) {
        return new Answer.Unclear("the gateway says that it has a message with this key, and " + why);
    }

    /** By its id, which is one question; a server may go on to say "not found" to that, so then where nothing is cached. */
    private Held held(String id, Deadline deadline) {
        HttpReply reply = calls.get(messages.child(id), deadline);
        if (!calls.isMissing(reply)) {
            return new Held(reply.is2xx() ? reader.said(reply) : null, reply);
        }
        return search.find(id, deadline).orElseGet(() -> new Held(null, reply));
    }

    private AndroidGatewayDuplicate.Finding compare(
            @Nullable MessageReply said, GatewayMessage message, SendScope scope) {
        return new AndroidGatewayDuplicate(message, options.encryption(), scope.deadline()).compare(said);
    }
}
