package io.heliograph.openapi;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.spi.SmsProvider;
import io.heliograph.wavix.Idempotency;
import io.heliograph.wavix.MessageFilter;
import io.heliograph.wavix.NewSenderId;
import io.heliograph.wavix.OptOutFilter;
import io.heliograph.wavix.PhoneNumberSettings;
import io.heliograph.wavix.TransactionFilter;
import io.heliograph.wavix.Wavix;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every call of the Wavix provider, with the minimum and the maximum of options. */
final class WavixCalls {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+447537151866");
    private static final Sender SENDER = Sender.of("Wavix");
    private static final String ID = "3c7a5a90-43e0-43e0-b006-fdfea30c5a7c";
    private static final LocalDate FIRST = LocalDate.of(2023, 8, 1);
    private static final LocalDate LAST = LocalDate.of(2023, 8, 31);
    private static final URI URL = URI.create("https://your-site.com/sms");

    private WavixCalls() {}

    static List<Call> all() {
        return Stream.of(sends(), questions(), lists(), senderIds(), optOuts(), account())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Call> sends() {
        return List.of(
                send("an SMS with the least", builder -> builder, builder -> builder),
                send("an SMS with everything", builder -> builder.smartEncoding(false), WavixCalls::everything),
                send("an MMS", builder -> builder, WavixCalls::mms),
                send("a sender of the settings", builder -> builder.from("Wavix"), builder -> builder),
                send("a key as the tag", builder -> builder.lookupByTag(true), builder -> builder),
                send("smart encoding", builder -> builder.smartEncoding(true), builder -> builder),
                send("a key in a header", builder -> builder.idempotency(Idempotency.HEADER), builder -> builder),
                send("a key at an endpoint", builder -> builder.idempotency(Idempotency.ENDPOINT), builder -> builder));
    }

    private static SendRequest.Builder everything(SendRequest.Builder request) {
        return request.tag("Fall sale")
                .validity(Duration.ofHours(1))
                .callbackUrl("https://you-site.com/webhook")
                .idempotencyKey("key-1");
    }

    private static SendRequest.Builder mms(SendRequest.Builder request) {
        return everything(SendRequest.to("+15551234567").from("+15072429497").text("Look"))
                .media("https://example.com/1.png")
                .media("https://example.com/2.png");
    }

    private static List<Call> questions() {
        return List.of(
                spi(
                        "the status of a message",
                        builder -> builder,
                        smsProvider -> smsProvider.status(new MessageId("wavix", ID), Call.soon())),
                spi("the balance", builder -> builder, smsProvider -> smsProvider.balance(Call.soon())),
                lookup());
    }

    /** The messages of the document's example have no tag, so they can't be distinguished from ours. */
    private static Call lookup() {
        SendRequest request = sms().idempotencyKey("key-1").build();
        return spi(
                        "the message of a key",
                        builder -> builder.lookupByTag(true),
                        smsProvider -> smsProvider.lookup(request, Call.soon()))
                .withDefault("GET /v3/messages", new Example(200, "application/json", "{\"items\":[]}"));
    }

    private static List<Call> lists() {
        List<Call> calls = new ArrayList<>();
        calls.add(list("messages out", MessageFilter.outbound()));
        calls.add(list("messages in", MessageFilter.inbound()));
        calls.add(list("messages with everything", everything().sentAfter(FIRST).sentBefore(LAST)));
        for (MessageFilter.VendorStatus status : MessageFilter.VendorStatus.values()) {
            calls.add(list("messages " + status, MessageFilter.outbound().status(status)));
        }
        for (MessageFilter.MessageType type : MessageFilter.MessageType.values()) {
            calls.add(list("messages of " + type, MessageFilter.outbound().messageType(type)));
        }
        calls.add(export("an export", MessageFilter.outbound()));
        calls.add(export(
                "an export with everything",
                everything().sentAfter(FIRST.atStartOfDay()).sentBefore(LocalDateTime.of(2023, 8, 31, 23, 59, 59))));
        return calls;
    }

    private static MessageFilter.Builder everything() {
        return MessageFilter.outbound().from(SENDER).to(NUMBER).tag("campaignX").perPage(50);
    }

    private static Call list(String name, MessageFilter.Builder filter) {
        return ask(name, wavix -> wavix.messages(filter.build()).toList());
    }

    private static Call export(String name, MessageFilter.Builder filter) {
        return ask(name, wavix -> wavix.export(filter.build(), Duration.ofSeconds(30), message -> {}));
    }

    private static List<Call> senderIds() {
        List<Call> calls = new ArrayList<>();
        calls.add(ask("sender IDs", wavix -> wavix.senderIds().list()));
        calls.add(ask("a sender ID", wavix -> wavix.senderIds().get(ID)));
        calls.add(ask("a deleted sender ID", wavix -> wavix.senderIds().delete(ID)));
        for (NewSenderId.UseCase useCase : NewSenderId.UseCase.values()) {
            NewSenderId sender = NewSenderId.of(SENDER, useCase, List.of("GB", "IE"));
            calls.add(
                    ask("a sender ID for " + useCase, wavix -> wavix.senderIds().create(sender)));
            for (NewSenderId.MonthlyVolume volume : NewSenderId.MonthlyVolume.values()) {
                NewSenderId more = sender.monthlyVolume(volume).sample("One").sample("Two");
                calls.add(ask(
                        "a sender ID for " + useCase + " " + volume,
                        wavix -> wavix.senderIds().create(more)));
            }
        }
        NewSenderId number = NewSenderId.of(Sender.of("+447537151866"), NewSenderId.UseCase.PROMO, List.of("GB"));
        calls.add(ask("a number as a sender ID", wavix -> wavix.senderIds().create(number)));
        return calls;
    }

    private static List<Call> optOuts() {
        OptOutFilter everything = OptOutFilter.all()
                .sender(SENDER)
                .campaign("C123456")
                .createdAfter(FIRST)
                .createdBefore(LAST)
                .perPage(100);
        return List.of(
                ask("opt-outs", wavix -> wavix.optOuts().list().toList()),
                ask(
                        "opt-outs with everything",
                        wavix -> wavix.optOuts().list(everything).toList()),
                change("an opt-out", wavix -> wavix.optOuts().add(NUMBER)),
                change("an opt-out from a sender", wavix -> wavix.optOuts().add(NUMBER, SENDER)));
    }

    private static List<Call> account() {
        TransactionFilter days = TransactionFilter.between(FIRST, LAST);
        TransactionFilter everything =
                days.type(15).detailsContain("monthly").paymentsOnly().perPage(25);
        PhoneNumberSettings url = PhoneNumberSettings.inboundTo(URL);
        return List.of(
                ask("transactions", wavix -> wavix.account().transactions(days).toList()),
                ask(
                        "transactions with everything",
                        wavix -> wavix.account().transactions(everything).toList()),
                ask("destinations", wavix -> wavix.account().destinations()),
                change("a URL for reports", wavix -> wavix.account().deliveryReportsTo(URL)),
                change("a URL for messages", wavix -> wavix.account().inboundTo(URL)),
                change("both URLs", wavix -> wavix.account().postTo(URL, URL)),
                change("a number's URL", wavix -> wavix.account().updateNumber(123, url)),
                change("a number's SMS", wavix -> wavix.account().updateNumber(123, PhoneNumberSettings.sms(true))),
                change("all of a number", wavix -> wavix.account().updateNumber(123, url.smsEnabled(true))),
                change(
                        "SMS of numbers",
                        wavix -> wavix.account().updateNumbers(List.of(123L), PhoneNumberSettings.sms(false))),
                change(
                        "all of numbers",
                        wavix -> wavix.account().updateNumbers(List.of(1L, 2L), url.smsEnabled(false))));
    }

    private static SendRequest.Builder sms() {
        return SendRequest.to(NUMBER).text("Hi there, this is a message from Wavix");
    }

    private static Call send(
            String name, UnaryOperator<Wavix.Builder> settings, UnaryOperator<SendRequest.Builder> content) {
        UnaryOperator<Wavix.Builder> withSender = builder -> settings.apply(builder.from("Wavix"));
        return spi(
                name,
                withSender,
                smsProvider -> smsProvider.send(content.apply(sms()).build(), Call.attempt()));
    }

    private static Call spi(
            String name, UnaryOperator<Wavix.Builder> settings, Function<SmsProvider, Object> operation) {
        return new Call(name, vendor -> {
            try (SmsProvider provider = settings.apply(builder(vendor)).build().provider()) {
                return operation.apply(provider);
            }
        });
    }

    private static Call ask(String name, Function<Wavix, Object> operation) {
        return new Call(name, vendor -> ask(vendor, operation));
    }

    private static Call change(String name, Consumer<Wavix> operation) {
        return ask(name, wavix -> {
            operation.accept(wavix);
            return "done";
        });
    }

    /** The result of one of Wavix's own operations. */
    static <R> R ask(Vendor vendor, Function<Wavix, R> operation) {
        Wavix wavix = builder(vendor).build();
        R result = operation.apply(wavix);
        wavix.provider().close();
        return result;
    }

    private static Wavix.Builder builder(Vendor vendor) {
        return Wavix.builder().baseUrl(vendor.url()).apiKey("key-of-the-test");
    }
}
