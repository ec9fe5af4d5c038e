package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayReader.Asked;
import io.heliograph.androidgateway.AndroidGatewayReader.Held;
import io.heliograph.error.SmsException;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.Refusal;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.stream.Collectors;

/** Sends messages of every kind by {@code POST /messages}, and finds out what a 409 is about. Thread-safe. */
final class AndroidGatewaySending {
    private final VendorApi api;
    private final AndroidGatewayReader reader;
    private final AndroidGatewayOptions options;
    private final AndroidGatewaySearch search;
    private final Target messages;

    AndroidGatewaySending(
            VendorApi api, AndroidGatewayReader reader, AndroidGatewaySearch search, AndroidGatewayOptions options) {
        this.api = api;
        this.search = search;
        this.reader = reader;
        this.options = options;
        messages = api.target("messages");
    }

    /** Sends what a caller made with the gateway's own builder, if it fits when it is encrypted. */
    Answer sendChecked(GatewayMessage message, SendScope scope) {
        List<Fault> faults = faults(message);
        if (!faults.isEmpty()) {
            String reason = faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
            return new Answer.Refused(Refusal.of(ErrorType.INVALID_REQUEST, reason));
        }
        return send(message, scope);
    }

    private List<Fault> faults(GatewayMessage message) {
        Faults faults = new Faults();
        if (message.data().isPresent() && options.encryption() != null && !options.phone()) {
            faults.add(
                    "data",
                    "can't go out with a passphrase: a server takes Base64 only, encrypted or not; send it without a "
                            + "passphrase, or to a phone that is asked directly (a base-url without a path)");
        }
        String field = message.text().isPresent() ? "text" : "data";
        AndroidGatewayCheck.encrypted(field, message.content(), options.encryption(), faults);
        return faults.list();
    }

    Answer send(GatewayMessage message, SendScope scope) {
        Sealed sealed = Sealed.of(message.content(), message.recipients(), options.encryption());
        String deviceId = message.deviceId().orElse(options.deviceId());
        HttpReply reply = api.submit(target(message), json -> message.writeTo(json, deviceId, sealed), scope);
        Status waiting = message.scheduleAt().isPresent() ? Status.SCHEDULED : Status.QUEUED;
        Asked asked = Asked.about(message, sealed.numbers(), waiting);
        if (reply.status() == 409) {
            return afterConflict(reply, message, asked, scope);
        }
        return reply.is2xx() ? reader.answer(reply, asked) : api.sendFailure(reply, asked.sensitiveValues());
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

    /**
     * The key is there already. Only where it names this very message, from an earlier attempt, the send has succeeded; and
     * only where it surely names another, this one wasn't taken.
     */
    private Answer afterConflict(HttpReply conflict, GatewayMessage message, Asked asked, SendScope scope) {
        Held held;
        try {
            held = search.taken(message.key().value(), scope.deadline());
        } catch (HttpException e) {
            return unclear("asking for it failed: " + e.reason());
        } catch (SmsException e) {
            return unclear(e.refusal().map(Refusal::reason).orElse("it can't be asked for"));
        }
        return switch (search.compare(held, message, scope.deadline())) {
            case SAME -> new Answer.Accepted(reader.message(held, asked));
            case OTHER ->
                new Answer.Refused(Refusal.builder(ErrorType.DUPLICATE, "another message has this key")
                        .vendorText(api.error(conflict).text())
                        .build());
            case UNTOLD -> unclear("it doesn't show which (HTTP " + held.reply().status() + ")");
        };
    }

    private static Answer unclear(String why) {
        return new Answer.Unclear("the gateway says that it has a message with this key, and " + why);
    }
}
