package io.heliograph.openapi;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.AndroidGatewayOptions;
import io.heliograph.androidgateway.GatewayMessage;
import io.heliograph.androidgateway.GatewaySetting;
import io.heliograph.androidgateway.GatewaySettings;
import io.heliograph.androidgateway.GatewayWebhook;
import io.heliograph.androidgateway.InboxFilter;
import io.heliograph.androidgateway.InboxRefresh;
import io.heliograph.androidgateway.IncomingType;
import io.heliograph.androidgateway.MessageFilter;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SmsProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every call of the Android gateway's provider, with the minimum and the maximum of options. */
final class AndroidCalls {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";
    private static final MessageId MESSAGE = new MessageId("androidgateway", ID);
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-01-01T23:59:59Z");
    private static final List<Status> STATES = List.of(
            Status.QUEUED,
            Status.SUBMITTED,
            Status.SENT,
            Status.DELIVERED,
            Status.FAILED,
            Status.CANCELLING,
            Status.CANCELLED);
    private static final List<String> EVENTS = List.of(
            "sms:received",
            "sms:data-received",
            "sms:sent",
            "sms:delivered",
            "sms:failed",
            "sms:cancelled",
            "system:ping",
            "mms:received",
            "mms:downloaded",
            "app:started",
            "sms:batch:received",
            "sms:batch:data-received",
            "mms:batch:received",
            "mms:batch:downloaded");

    private final String basePath;

    /** Calls to a gateway whose base URL has this path. */
    AndroidCalls(String basePath) {
        this.basePath = basePath;
    }

    List<Call> all() {
        return Stream.of(spi(), sends(), lists(), devices(), webhooks(), settings(), others(), logins())
                .flatMap(List::stream)
                .toList();
    }

    private List<Call> spi() {
        SendRequest request = sms().build();
        SendRequest everything = sms().validity(Duration.ofHours(3))
                .sendAt(Instant.now().plusSeconds(3_600))
                .option(AndroidGatewayOptions.DEVICE_ID, ID)
                .option(AndroidGatewayOptions.SIM_NUMBER, 3)
                .option(AndroidGatewayOptions.WITH_DELIVERY_REPORT, false)
                .option(AndroidGatewayOptions.PRIORITY, 127)
                .option(AndroidGatewayOptions.SKIP_PHONE_VALIDATION, true)
                .option(AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN, 12)
                .build();
        SendRequest low = sms().option(AndroidGatewayOptions.PRIORITY, -5).build();
        List<PhoneNumber> numbers = List.of(PhoneNumber.of("+79990001234"), PhoneNumber.of("+79990001235"));
        return List.of(
                provider("an SMS", builder -> builder, smsProvider -> smsProvider.send(request, Call.attempt())),
                provider(
                        "an SMS with everything",
                        AndroidCalls::pinned,
                        smsProvider -> smsProvider.send(everything, Call.attempt())),
                provider(
                        "an SMS with a low priority",
                        builder -> builder,
                        smsProvider -> smsProvider.send(low, Call.attempt())),
                provider(
                        "many with everything",
                        builder -> builder,
                        smsProvider -> smsProvider.sendBulk(everything, numbers, Call.attempt())),
                provider(
                        "everything in secret",
                        AndroidCalls::secret,
                        smsProvider -> smsProvider.send(everything, Call.attempt())),
                provider(
                        "an SMS to many",
                        builder -> builder,
                        smsProvider -> smsProvider.sendBulk(request, numbers, Call.attempt())),
                provider(
                        "an SMS in secret",
                        AndroidCalls::secret,
                        smsProvider -> smsProvider.send(request, Call.attempt())),
                provider(
                        "many in secret",
                        AndroidCalls::secret,
                        smsProvider -> smsProvider.sendBulk(request, numbers, Call.attempt())),
                provider("a status", builder -> builder, smsProvider -> smsProvider.status(MESSAGE, Call.soon())),
                cancel(),
                lookup(request));
    }

    /** Not every document has it. */
    private Call cancel() {
        Example cancelled =
                new Example(200, "application/json", "{\"id\":\"%s\",\"state\":\"Cancelled\"}".formatted(ID));
        return provider("a cancellation", builder -> builder, smsProvider -> smsProvider.cancel(MESSAGE, Call.soon()))
                .withDefault("DELETE " + basePath + "/messages/" + ID, cancelled);
    }

    /**
     * The message of the document's example has a text, data and a hash at once, so it doesn't match ours. The
     * look-up asks a server for its list, and a phone for the id.
     */
    private Call lookup(SendRequest request) {
        Call call = provider(
                "the message of a key", builder -> builder, smsProvider -> smsProvider.lookup(request, Call.soon()));
        if (basePath.isEmpty()) {
            Example nothing = new Example(404, "application/json", "{\"message\":\"message not found\"}");
            return call.withDefault("GET /messages/{id}", nothing);
        }
        String ours = """
                [{"id":"%s","state":"Sent","recipients":[{"phoneNumber":"+79990001234","state":"Sent"}],\
                "textMessage":{"text":"Hello World!"}}]""".formatted(ID);
        return call.withDefault("GET " + basePath + "/messages", new Example(200, "application/json", ours));
    }

    private static SendRequest.Builder sms() {
        return SendRequest.to("+79990001234").text("Hello World!").idempotencyKey(ID);
    }

    private static AndroidGateway.Builder pinned(AndroidGateway.Builder builder) {
        return builder.deviceId(ID)
                .skipPhoneValidation(true)
                .deviceActiveWithin(12)
                .simNumber(1)
                .withDeliveryReport(true)
                .priority(-128);
    }

    private static AndroidGateway.Builder secret(AndroidGateway.Builder builder) {
        return builder.passphrase("correct horse").passphraseIterations(1_000);
    }

    private List<Call> sends() {
        byte[] data = "Hello World!".getBytes(StandardCharsets.UTF_8);
        Instant later = Instant.now().plusSeconds(7_200);
        // A server doesn't accept encrypted data, so no request is made
        UnaryOperator<AndroidGateway.Builder> dataInSecret =
                basePath.isEmpty() ? AndroidCalls::secret : builder -> builder;
        return List.of(
                send("data", builder -> builder, GatewayMessage.data(data, 53_739)),
                send(
                        "data until",
                        AndroidCalls::pinned,
                        GatewayMessage.data(data, 53_739).validUntil(later)),
                send("data with everything", builder -> builder, everything(GatewayMessage.data(data, 53_739))),
                send("data in secret", dataInSecret, GatewayMessage.data(data, 1)));
    }

    private static GatewayMessage.Builder everything(GatewayMessage.Builder message) {
        return message.key(ID)
                .to("+79990001235")
                .deviceId(ID)
                .simNumber(3)
                .ttl(Duration.ofDays(1))
                .scheduleAt(Instant.now().plusSeconds(3_600))
                .withDeliveryReport(false)
                .priority(127)
                .skipPhoneValidation(true)
                .deviceActiveWithin(12)
                .deadline(Duration.ofSeconds(20));
    }

    private Call send(String name, UnaryOperator<AndroidGateway.Builder> settings, GatewayMessage.Builder message) {
        return ask(
                name,
                settings,
                androidGateway -> androidGateway.send(message.to("+79990001234").build()));
    }

    private List<Call> lists() {
        List<Call> calls = new ArrayList<>();
        MessageFilter.Builder everything = MessageFilter.builder()
                .from(FROM)
                .to(TO)
                .deviceId(ID)
                .includeContent(true)
                .oldestFirst(true)
                .pageSize(100);
        calls.add(ask(
                "messages",
                androidGateway -> androidGateway.messages(MessageFilter.all()).toList()));
        calls.add(ask(
                "messages with everything",
                androidGateway -> androidGateway.messages(everything.build()).toList()));
        calls.add(ask("how many messages", androidGateway -> androidGateway.countMessages(MessageFilter.all())));
        for (Status status : STATES) {
            MessageFilter filter = MessageFilter.builder().status(status).build();
            calls.add(ask(
                    "messages " + status,
                    androidGateway -> androidGateway.messages(filter).toList()));
        }
        calls.add(ask(
                "an inbox",
                androidGateway -> androidGateway.inbox(InboxFilter.all()).toList()));
        for (IncomingType type : IncomingType.values()) {
            InboxFilter filter = InboxFilter.builder()
                    .from(FROM)
                    .to(TO)
                    .type(type)
                    .deviceId(ID)
                    .includeAttachments(true)
                    .pageSize(500)
                    .build();
            calls.add(ask(
                    "an inbox of " + type,
                    androidGateway -> androidGateway.inbox(filter).toList()));
        }
        return calls;
    }

    private List<Call> devices() {
        return List.of(
                ask("phones", androidGateway -> androidGateway.account().devices()),
                change(
                        "a phone to delete",
                        androidGateway -> androidGateway.account().deleteDevice(ID)),
                onlyPhone());
    }

    /** A phone has one path less than a server. */
    private Call onlyPhone() {
        return ask("the only phone", androidGateway -> androidGateway.account().devices())
                .withDefault("GET " + basePath + "/devices", new Example(404, "", ""))
                .withDefault("GET " + basePath + "/device", new Example(200, "application/json", "[]"));
    }

    private List<Call> webhooks() {
        List<Call> calls = new ArrayList<>();
        calls.add(ask("webhooks", androidGateway -> androidGateway.account().webhooks()));
        calls.add(change(
                "a webhook to delete",
                androidGateway -> androidGateway.account().deleteWebhook("123e4567-e89b-12d3-a456-426614174000")));
        for (String event : EVENTS) {
            GatewayWebhook hook = GatewayWebhook.on(event, "https://example.com/webhook");
            calls.add(ask(
                    "a webhook on " + event,
                    androidGateway -> androidGateway.account().putWebhook(hook)));
            calls.add(ask(
                    "a phone's webhook on " + event,
                    androidGateway ->
                            androidGateway.account().putWebhook(hook.withId(ID).forDevice(ID))));
        }
        return calls;
    }

    private List<Call> settings() {
        GatewaySettings little = GatewaySettings.change()
                .set(GatewaySetting.LIMIT_PERIOD, "PerHour")
                .build();
        GatewaySettings.Builder all = GatewaySettings.change();
        for (GatewaySetting setting : GatewaySetting.values()) {
            switch (setting) {
                case LIMIT_PERIOD -> all.set(setting, "Per30Minutes");
                case SIM_SELECTION_MODE -> all.set(setting, "RoundRobin");
                case PROCESSING_ORDER -> all.set(setting, "FIFO");
                case NOTIFICATION_CHANNEL -> all.set(setting, "SSE_ONLY");
                case WORK_HOURS_START, WORK_HOURS_END -> all.set(setting, "09:00");
                case WORK_HOURS_ENABLED, INTERNET_REQUIRED, CONTENT_PROVIDER_ENABLED -> all.set(setting, true);
                case CLOUD_URL, PRIVATE_TOKEN, SIGNING_KEY, PASSPHRASE -> all.set(setting, "");
                default -> all.set(setting, 1);
            }
        }
        GatewaySettings everything = all.build();
        return List.of(
                ask("settings", androidGateway -> androidGateway.account().settings()),
                ask(
                        "a setting to change",
                        androidGateway -> androidGateway.account().changeSettings(little)),
                ask(
                        "all settings to change",
                        androidGateway -> androidGateway.account().changeSettings(everything)));
    }

    private List<Call> others() {
        List<Call> calls = new ArrayList<>();
        calls.add(ask("a log", androidGateway -> androidGateway.account().logs(FROM, TO)));
        calls.add(ask("health", androidGateway -> androidGateway.account().health()));
        InboxRefresh least = InboxRefresh.between(FROM, TO).build();
        calls.add(change("a refresh", androidGateway -> androidGateway.account().refreshInbox(least)));
        for (InboxRefresh.WebhookDelivery delivery : InboxRefresh.WebhookDelivery.values()) {
            InboxRefresh everything = InboxRefresh.between(FROM, TO)
                    .deviceId(ID)
                    .type(IncomingType.SMS)
                    .type(IncomingType.MMS)
                    .webhooks(delivery)
                    .build();
            calls.add(change(
                    "a refresh " + delivery,
                    androidGateway -> androidGateway.account().refreshInbox(everything)));
        }
        return calls;
    }

    /** The token of the first query has expired before the second, which refreshes it. */
    private List<Call> logins() {
        return List.of(
                ask(
                        "a login",
                        builder -> builder.tokenAuth(true),
                        androidGateway -> androidGateway.account().settings()),
                ask(
                        "a login that goes on",
                        builder -> builder.tokenAuth(true),
                        androidGateway -> List.of(
                                androidGateway.account().settings(),
                                androidGateway.account().settings())));
    }

    private Call provider(
            String name, UnaryOperator<AndroidGateway.Builder> settings, Function<SmsProvider, Object> operation) {
        return ask(name, settings, androidGateway -> operation.apply(androidGateway.provider()));
    }

    private Call change(String name, Consumer<AndroidGateway> operation) {
        return ask(name, gateway -> {
            operation.accept(gateway);
            return "done";
        });
    }

    private Call ask(String name, Function<AndroidGateway, Object> operation) {
        return ask(name, builder -> builder, operation);
    }

    private Call ask(
            String name, UnaryOperator<AndroidGateway.Builder> settings, Function<AndroidGateway, Object> operation) {
        return new Call(name, vendor -> at(vendor, settings, operation));
    }

    /** The result of one of the gateway's own operations. */
    <R> R at(Vendor vendor, UnaryOperator<AndroidGateway.Builder> settings, Function<AndroidGateway, R> operation) {
        AndroidGateway gateway = settings.apply(builder(vendor)).build();
        R result = operation.apply(gateway);
        gateway.provider().close();
        return result;
    }

    private AndroidGateway.Builder builder(Vendor vendor) {
        return AndroidGateway.builder()
                .baseUrl(vendor.url() + basePath)
                .username("ABCDEF")
                .password("abcdefghijklmn");
    }
}
