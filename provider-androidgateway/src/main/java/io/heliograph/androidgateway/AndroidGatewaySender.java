package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayMessages.Asked;
import io.heliograph.androidgateway.AndroidGatewayMessages.Held;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.spi.ErrorDetails;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends messages of every kind by {@code POST /messages}, and looks up the message behind a 409. Thread-safe. */
final class AndroidGatewaySender {
    private static final Pattern INVALID_ROW = Pattern.compile("failed to use phone in row ([0-9]{1,4}):");

    private final VendorApi api;
    private final AndroidGatewayMessages reader;
    private final AndroidGatewayConfig options;
    private final AndroidGatewaySearch search;
    private final ResourcePath messages;

    AndroidGatewaySender(
            VendorApi api, AndroidGatewayMessages reader, AndroidGatewaySearch search, AndroidGatewayConfig options) {
        this.api = api;
        this.search = search;
        this.reader = reader;
        this.options = options;
        messages = api.target("messages");
    }

    /** Sends a message from the gateway's own builder; Rejected if the encryption doesn't allow its content. */
    SendResult sendChecked(GatewayMessage message, AttemptContext context) {
        List<Violation> faults = violations(message);
        if (!faults.isEmpty()) {
            String reason = faults.stream().map(Violation::toString).collect(Collectors.joining("; "));
            return new SendResult.Rejected(Failure.of(ErrorType.INVALID_REQUEST, reason));
        }
        return send(message, context);
    }

    private List<Violation> violations(GatewayMessage message) {
        Violations violations = new Violations();
        if (message.data().isPresent() && options.encryption() != null && !options.phone()) {
            violations.add(
                    "data",
                    "can't go out with a passphrase: a server takes Base64 only, encrypted or not; send it without a "
                            + "passphrase, or to a phone that is asked directly (a base-url without a path)");
        }
        AndroidGatewayValidation.encrypted("data", message.content(), options.encryption(), violations);
        return violations.list();
    }

    SendResult send(GatewayMessage message, AttemptContext context) {
        EncryptedContent sealed = EncryptedContent.of(message.content(), message.recipients(), options.encryption());
        HttpResponse response = api.submit(target(message), json -> message.writeTo(json, options, sealed), context);
        Status waiting = message.scheduleAt().isPresent() ? Status.SCHEDULED : Status.QUEUED;
        Asked asked = Asked.about(message, sealed.numbers(), waiting);
        if (response.status() == 409) {
            return afterConflict(response, message, asked, context);
        }
        return response.is2xx() ? reader.answer(response, asked) : rejection(response, message, asked);
    }

    private SendResult rejection(HttpResponse response, GatewayMessage message, Asked asked) {
        SendResult result = failure(response, message, asked.sensitiveValues());
        return result instanceof SendResult.Rejected rejected
                ? new SendResult.Rejected(rejected.failure(), invalidNumber(response, message.recipients()))
                : result;
    }

    /** The full queue of another phone than that of the settings blocks that phone only. */
    private SendResult failure(HttpResponse response, GatewayMessage message, List<String> sensitiveValues) {
        if (message.deviceId().isEmpty() || message.deviceId().get().equals(options.deviceId())) {
            return api.sendFailure(response, sensitiveValues);
        }
        ErrorDetails error = api.error(response);
        return AndroidGatewayErrors.ANY_PHONE.result(response, error.code(), error.text(), sensitiveValues);
    }

    /** The number that a server up to v1.47.0 names by its row, from 1; it stored nothing. Later servers name none. */
    private List<PhoneNumber> invalidNumber(HttpResponse response, List<PhoneNumber> recipients) {
        String text = api.error(response).text();
        Matcher row = INVALID_ROW.matcher(text == null ? "" : text);
        int at = row.find() ? Integer.parseInt(row.group(1)) : 0;
        return at >= 1 && at <= recipients.size() ? List.of(recipients.get(at - 1)) : List.of();
    }

    private ResourcePath target(GatewayMessage message) {
        ResourcePath target = messages;
        if (message.skipPhoneValidation().orElse(options.skipPhoneValidation())) {
            target = target.query("skipPhoneValidation", "true");
        }
        Integer hours = message.deviceActiveWithin().isPresent()
                ? Integer.valueOf(message.deviceActiveWithin().getAsInt())
                : options.deviceActiveWithin();
        return hours == null ? target : target.query("deviceActiveWithin", hours.toString());
    }

    /**
     * Handles a 409: a message with this key exists. The send is Accepted only if that is this message, from an earlier
     * attempt; it is Rejected only if it is certainly another message.
     */
    private SendResult afterConflict(
            HttpResponse conflict, GatewayMessage message, Asked asked, AttemptContext context) {
        Held held;
        try {
            held = search.taken(message.key().value(), context.deadline());
        } catch (HttpException e) {
            return unclear("asking for it failed: " + e.reason());
        } catch (SmsException e) {
            return unclear(e.failure().map(Failure::reason).orElse("it can't be asked for"));
        }
        return switch (search.compare(held, message, context.deadline())) {
            case SAME -> new SendResult.Accepted(reader.message(held, asked));
            case OTHER ->
                new SendResult.Rejected(Failure.builder(ErrorType.DUPLICATE, "another message has this key")
                        .vendorText(api.error(conflict).text())
                        .build());
            case UNTOLD -> unclear("it doesn't show which (HTTP " + held.reply().status() + ")");
        };
    }

    private static SendResult unclear(String why) {
        return new SendResult.Unknown("the gateway says that it has a message with this key, and " + why);
    }
}
