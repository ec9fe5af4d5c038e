package io.heliograph.fuzz;

import static io.heliograph.fuzz.Vendor.NUMBERS;
import static io.heliograph.fuzz.Vendor.REQUEST;
import static io.heliograph.fuzz.Vendor.attempt;
import static io.heliograph.fuzz.Vendor.some;
import static io.heliograph.fuzz.Vendor.soon;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.InboxFilter;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.template.Template;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.Campaign;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.MessageFilter;
import io.heliograph.wavix.TransactionFilter;
import io.heliograph.wavix.Wavix;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Every operation that reads a response, with a vendor that always returns the same one. */
final class Replies {
    private static final URI PLACE = URI.create("https://example.com/hooks");
    private static final Instant DAY = Instant.parse("2026-11-20T08:00:00Z");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final TransactionFilter DAYS = TransactionFilter.between(DATE, DATE);
    private static final SendRequest THAI = SendRequest.to("+66812345678")
            .text("Hi there")
            .idempotencyKey("key-1")
            .build();
    private static final Campaign CAMPAIGN =
            Campaign.text("Hi there").to(List.of(THAI.to())).build();

    static final Vendor VENDOR = new Vendor();
    private static final AndroidGateway ANDROIDGATEWAY = VendorClients.androidGateway(VENDOR.http());
    private static final NativeHub NATIVEHUB = VendorClients.nativeHub(VENDOR.http());
    private static final TextingLine TEXTINGLINE = VendorClients.textingLine(VENDOR.http());
    private static final ThaiBulk THAIBULK = VendorClients.thaiBulk(VENDOR.http());
    private static final Wavix WAVIX = VendorClients.wavix(VENDOR.http());
    private static final Template TEMPLATE = VendorClients.template(VENDOR.http());
    private static final NativeHub USER = VendorClients.nativeHubOfAUser(VENDOR.http());

    private static List<Supplier<Object>> androidgateway() {
        return List.of(
                () -> ANDROIDGATEWAY.provider().send(REQUEST, attempt()),
                () -> ANDROIDGATEWAY.provider().sendBulk(REQUEST, NUMBERS, attempt()),
                () -> ANDROIDGATEWAY.provider().status(new MessageId("androidgateway", "m-1"), soon()),
                () -> ANDROIDGATEWAY.provider().cancel(new MessageId("androidgateway", "m-1"), soon()),
                () -> ANDROIDGATEWAY.provider().lookup(REQUEST, soon()),
                () -> some(ANDROIDGATEWAY.messages(io.heliograph.androidgateway.MessageFilter.all())),
                () -> some(ANDROIDGATEWAY.inbox(InboxFilter.all())),
                () -> ANDROIDGATEWAY.countMessages(io.heliograph.androidgateway.MessageFilter.all()),
                () -> ANDROIDGATEWAY.account().devices(),
                () -> ANDROIDGATEWAY.account().webhooks(),
                () -> ANDROIDGATEWAY.account().settings(),
                () -> ANDROIDGATEWAY.account().logs(DAY, DAY),
                () -> ANDROIDGATEWAY.account().health(),
                () -> ANDROIDGATEWAY.registerWebhooks(PLACE, List.of("sms:sent")));
    }

    private static List<Supplier<Object>> nativehub() {
        return List.of(
                () -> NATIVEHUB.provider().send(REQUEST, attempt()),
                () -> NATIVEHUB.provider().sendBulk(REQUEST, NUMBERS, attempt()),
                () -> NATIVEHUB.provider().status(new MessageId("nativehub", "m-1"), soon()),
                () -> USER.provider().status(new MessageId("nativehub", "m-1"), soon()),
                () -> some(NATIVEHUB.messages()),
                () -> NATIVEHUB.logs(new MessageId("nativehub", "m-1")),
                () -> NATIVEHUB.reports().stats(null, null),
                () -> NATIVEHUB.reports().statusBreakdown(),
                () -> some(NATIVEHUB.reports().transactions()),
                () -> NATIVEHUB.account().hold(List.of(new MessageId("nativehub", "m-1"))),
                () -> NATIVEHUB.account().checkDnc(REQUEST.to()),
                () -> NATIVEHUB.account().addDnc(REQUEST.to(), null),
                () -> NATIVEHUB.registerWebhooks(PLACE));
    }

    private static List<Supplier<Object>> textingline() {
        return List.of(
                () -> TEXTINGLINE.provider().send(REQUEST, attempt()),
                () -> TEXTINGLINE.provider().sendBulk(REQUEST, NUMBERS, attempt()));
    }

    private static List<Supplier<Object>> thaibulk() {
        return List.of(
                () -> THAIBULK.provider().send(THAI, attempt()),
                () -> THAIBULK.provider().sendBulk(THAI, List.of(THAI.to()), attempt()),
                () -> THAIBULK.provider().status(new MessageId("thaibulk", "m-1"), soon()),
                () -> THAIBULK.provider().cancel(new MessageId("thaibulk", "m-1"), soon()),
                () -> THAIBULK.sendToGroup(7, "Hi"),
                () -> THAIBULK.preview(CAMPAIGN),
                () -> THAIBULK.dryRun(CAMPAIGN),
                () -> some(THAIBULK.list()),
                () -> some(THAIBULK.recipients(new MessageId("thaibulk", "m-1"))),
                () -> THAIBULK.counts(new MessageId("thaibulk", "m-1")),
                () -> THAIBULK.senders(),
                () -> THAIBULK.balance());
    }

    private static List<Supplier<Object>> wavix() {
        return List.of(
                () -> WAVIX.provider().send(REQUEST, attempt()),
                () -> WAVIX.provider().status(new MessageId("wavix", "m-1"), soon()),
                () -> WAVIX.provider().lookup(REQUEST, soon()),
                () -> WAVIX.provider().balance(soon()),
                () -> some(WAVIX.messages(MessageFilter.outbound().build())),
                () -> WAVIX.senderIds().list(),
                () -> WAVIX.senderIds().get("s-1"),
                () -> some(WAVIX.optOuts().list()),
                () -> some(WAVIX.account().transactions(DAYS)),
                () -> WAVIX.registerWebhooks(PLACE));
    }

    private static List<Supplier<Object>> template() {
        return List.of(
                () -> TEMPLATE.provider().send(REQUEST, attempt()),
                () -> TEMPLATE.provider().status(new MessageId("template", "m-1"), soon()));
    }

    private static final Map<String, List<Supplier<Object>>> OPERATIONS = Map.of(
            "androidgateway",
            androidgateway(),
            "nativehub",
            nativehub(),
            "textingline",
            textingline(),
            "thaibulk",
            thaibulk(),
            "wavix",
            wavix(),
            "template",
            template());

    /** Each line of an export is a document of its own, so a long export takes longer. */
    static final List<Supplier<Object>> EXPORT =
            List.of(() -> WAVIX.export(MessageFilter.outbound().build(), Duration.ofSeconds(30), message -> {}));

    private Replies() {}

    /** The operations of a provider. */
    static List<Supplier<Object>> of(String provider) {
        return Objects.requireNonNull(OPERATIONS.get(provider), provider);
    }
}
