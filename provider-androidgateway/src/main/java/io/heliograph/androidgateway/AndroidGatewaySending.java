package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayReader.Asked;
import io.heliograph.androidgateway.AndroidGatewayWire.MessageReply;
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
    private final Target messages;

    AndroidGatewaySending(AndroidGatewayCalls calls, AndroidGatewayReader reader, AndroidGatewayOptions options) {
        this.calls = calls;
        this.reader = reader;
        this.options = options;
        messages = calls.target("messages");
    }

    /** Sends what a caller made with the gateway's own builder, if it fits when it is encrypted. */
    Answer sendChecked(GatewayMessage message, SendScope scope) {
        List<Fault> faults = AndroidGatewayCheck.faults(message, options.encryption());
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
        return AndroidGatewayErrors.answer(reply, calls.errorText(reply), asked.personal());
    }

    /** The key is there already. Only where it names this very message, from an earlier attempt, the send has succeeded. */
    private Answer afterConflict(HttpReply conflict, GatewayMessage message, Asked asked, SendScope scope) {
        HttpReply held;
        try {
            held = calls.get(messages.child(message.key().value()), scope.deadline());
        } catch (HttpException e) {
            return new Answer.Unclear(
                    "the gateway has a message with this key, and asking for it failed: " + e.reason());
        }
        if (calls.isMissing(held)) {
            return refused(conflict, asked);
        }
        MessageReply said = held.is2xx() ? reader.said(held) : null;
        return switch (compare(said, message, scope)) {
            case SAME -> new Answer.Accepted(reader.message(held, asked));
            case OTHER ->
                new Answer.Refused(Refusal.builder(ErrorType.DUPLICATE, "another message has this key")
                        .vendorText(calls.errorText(conflict))
                        .build());
            case UNTOLD ->
                new Answer.Unclear("the gateway has a message with this key, and it doesn't show which (HTTP "
                        + held.status() + ")");
        };
    }

    private AndroidGatewayDuplicate.Finding compare(
            @Nullable MessageReply said, GatewayMessage message, SendScope scope) {
        return new AndroidGatewayDuplicate(message, options.encryption(), scope.deadline()).compare(said);
    }
}
