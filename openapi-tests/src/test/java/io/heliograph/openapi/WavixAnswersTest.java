package io.heliograph.openapi;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.spi.SendResult;
import io.heliograph.wavix.MessageFilter;
import io.heliograph.wavix.NewSenderId;
import io.heliograph.wavix.OptOut;
import io.heliograph.wavix.PhoneNumberSettings;
import io.heliograph.wavix.SenderId;
import io.heliograph.wavix.Transaction;
import io.heliograph.wavix.TransactionFilter;
import io.heliograph.wavix.Wavix;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class WavixAnswersTest extends AnswersContract {
    private static final Document DOCUMENT = Document.wavix();
    private static final String ID = "3c7a5a90-43e0-43e0-b006-fdfea30c5a7c";
    private static final String MESSAGE = "3a525ca2-6909-4c72-9399-905adf7f3a74";
    private static final PhoneNumber NUMBER = PhoneNumber.of("+15551234567");
    private static final URI URL = URI.create("https://your-site.com/sms");

    @Override
    Document document() {
        return DOCUMENT;
    }

    @Override
    List<Call> calls() {
        return WavixCalls.all();
    }

    @Override
    List<Reading> readings() {
        return Stream.of(messages(), lists(), senderIds(), account())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Reading> messages() {
        SendRequest request = SendRequest.to(NUMBER).from("Wavix").text("Hi").build();
        return List.of(
                reading(
                        "POST /v3/messages",
                        201,
                        wavix ->
                                facts(((SendResult.Accepted) wavix.provider().send(request, Call.attempt())).message()),
                        "abc123de-4567-890f-gh12-ijklmnop3456 QUEUED accepted +15551234567 campaign_test 0.0 0.0 1"
                                + " 2025-09-22T09:07:53Z 2024-05-28T12:34:54Z 2024-05-28T12:34:56Z"),
                reading(
                        "GET /v3/messages/{id}",
                        200,
                        wavix -> facts(wavix.provider().status(new MessageId("wavix", MESSAGE), Call.soon())),
                        MESSAGE + " DELIVERED delivered +16419252149 Fall sale 0.01 0.0 1"
                                + " 2022-04-14T13:51:16.096Z 2022-04-14T13:51:16.096Z 2022-04-14T13:51:16.096Z"),
                reading(
                        "GET /v1/profile/config",
                        200,
                        wavix -> wavix.provider().balance(Call.soon()).get(0).amount(),
                        new BigDecimal("309.06")));
    }

    private static List<Reading> lists() {
        MessageFilter filter = MessageFilter.outbound().build();
        return List.of(
                reading(
                        "GET /v3/messages",
                        200,
                        wavix -> wavix.messages(filter)
                                .map(WavixAnswersTest::facts)
                                .toList(),
                        List.of(MESSAGE + " DELIVERED delivered +447537151866 - 0.0475 0.0 1"
                                + " 2023-08-29T12:32:44Z 2023-08-29T12:32:44Z 2023-08-29T12:32:45Z")),
                reading(
                        "GET /v3/messages/all",
                        200,
                        wavix -> exported(wavix, filter),
                        List.of(
                                MESSAGE + " DELIVERED to +16419252149",
                                "4b636ca3-7900-5d83-a400-016bf8f8f4b85 DELIVERED to +16419252150")),
                reading(
                        "GET /v3/messages/opt-outs",
                        200,
                        wavix -> wavix.optOuts()
                                .list()
                                .map(one -> new OptOut(
                                        one.phoneNumber(), one.senderId(), one.campaignId(), one.createdAt(), ""))
                                .toList(),
                        List.of(
                                new OptOut("15551234567", "MySender", null, Instant.parse("2024-01-15T10:30:00Z"), ""),
                                new OptOut("15559876543", null, "C123456", Instant.parse("2024-01-16T14:45:00Z"), ""))),
                reading(
                        "POST /v3/messages/opt-outs",
                        201,
                        wavix -> {
                            wavix.optOuts().add(NUMBER);
                            return "taken";
                        },
                        "taken"));
    }

    private static List<String> exported(Wavix wavix, MessageFilter filter) {
        List<String> lines = new ArrayList<>();
        wavix.export(
                filter,
                Duration.ofSeconds(30),
                message -> lines.add(message.id().value() + " " + message.status() + " to "
                        + message.to().map(PhoneNumber::e164).orElse("-")));
        return lines;
    }

    private static List<Reading> senderIds() {
        NewSenderId sender = NewSenderId.of(Sender.of("Wavix"), NewSenderId.UseCase.PROMO, List.of("GB"));
        return List.of(
                reading(
                        "GET /v3/messages/sender-ids",
                        200,
                        wavix -> wavix.senderIds().list().stream()
                                .map(WavixAnswersTest::withoutJson)
                                .toList(),
                        List.of(new SenderId(
                                ID,
                                "org_123",
                                "numeric",
                                List.of("allowlisted in"),
                                "usecase",
                                List.of("samples"),
                                ""))),
                reading(
                        "POST /v3/messages/sender-ids",
                        201,
                        wavix -> withoutJson(wavix.senderIds().create(sender).orElseThrow()),
                        new SenderId(ID, "Wavix", "numeric", List.of("example"), "example", List.of("example"), "")),
                reading(
                        "GET /v3/messages/sender-ids/{id}",
                        200,
                        wavix -> withoutJson(wavix.senderIds().get(ID).orElseThrow()),
                        new SenderId(ID, "Wavix", "alphanumeric", List.of("GB"), "promo", List.of("Sample"), "")),
                reading(
                        "DELETE /v3/messages/sender-ids/{id}",
                        200,
                        wavix -> wavix.senderIds().delete(ID),
                        true));
    }

    private static SenderId withoutJson(SenderId sender) {
        return new SenderId(
                sender.id(),
                sender.senderId(),
                sender.type(),
                sender.allowlistedIn(),
                sender.useCase(),
                sender.samples(),
                "");
    }

    private static List<Reading> account() {
        TransactionFilter days = TransactionFilter.between(LocalDate.of(2023, 8, 1), LocalDate.of(2023, 8, 31));
        return List.of(
                reading(
                        "GET /v1/billing/transactions",
                        200,
                        wavix -> wavix.account()
                                .transactions(days)
                                .map(line -> new Transaction(
                                        line.id(),
                                        line.date(),
                                        line.amount(),
                                        line.balanceAfter(),
                                        line.details(),
                                        line.status(),
                                        line.type(),
                                        line.showInvoice(),
                                        ""))
                                .toList(),
                        List.of(new Transaction(
                                "24789389",
                                Instant.parse("2023-08-29T14:48:38Z"),
                                new BigDecimal("-0.99"),
                                new BigDecimal("309.0601"),
                                "Monthly fee for 16419252149",
                                "Committed",
                                3,
                                false,
                                ""))),
                reading(
                        "GET /v1/profile",
                        200,
                        wavix -> wavix.account().destinations().stream()
                                .map(destination -> destination.transport() + " " + destination.value())
                                .toList(),
                        List.of("example example")),
                change("PUT /v1/profile", wavix -> wavix.account().postTo(URL, URL)),
                change(
                        "PATCH /v1/numbers",
                        wavix -> wavix.account().updateNumbers(List.of(1L), PhoneNumberSettings.inboundTo(URL))),
                change(
                        "PATCH /v1/numbers/{id}",
                        wavix -> wavix.account().updateNumber(1, PhoneNumberSettings.inboundTo(URL))));
    }

    /** A change returns nothing; the test is that its response counts as a success. */
    private static Reading change(String operation, Consumer<Wavix> change) {
        return reading(
                operation,
                200,
                wavix -> {
                    change.accept(wavix);
                    return "taken";
                },
                "taken");
    }

    private static Reading reading(String operation, int status, Function<Wavix, Object> read, Object expected) {
        return new Reading(operation, status, vendor -> WavixCalls.ask(vendor, read), expected);
    }

    private static String facts(Message message) {
        return Stream.of(
                        message.id().value(),
                        message.status(),
                        message.rawStatus(),
                        message.to().map(PhoneNumber::e164).orElse("-"),
                        message.tag().orElse("-"),
                        message.price()
                                .map(money -> money.amount().toPlainString())
                                .orElse("-"),
                        message.fees()
                                .map(money -> money.amount().toPlainString())
                                .orElse("-"),
                        message.segments().orElse(0),
                        message.submittedAt().map(Instant::toString).orElse("-"),
                        message.sentAt().map(Instant::toString).orElse("-"),
                        message.deliveredAt().map(Instant::toString).orElse("-"))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @Override
    Map<Integer, String> usual() {
        return Map.of(400, "INVALID_REQUEST", 403, "PERMISSION", 422, "INVALID_REQUEST", 503, "PROVIDER_ERROR");
    }

    @Override
    Map<String, Set<String>> unusual() {
        return Map.of(
                "GET /v3/messages/{id} 404", Set.of("NOT_FOUND"),
                "GET /v3/messages/sender-ids/{id} 404", Set.of("NOT_THERE"),
                "DELETE /v3/messages/sender-ids/{id} 404", Set.of("NOT_THERE"),
                "POST /v3/messages/opt-outs 404", Set.of("INVALID_REQUEST"),
                "PATCH /v1/numbers 404", Set.of("INVALID_REQUEST"),
                "PATCH /v1/numbers/{id} 404", Set.of("INVALID_REQUEST"));
    }
}
