package io.heliograph.openapi;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.GatewayDevice;
import io.heliograph.androidgateway.GatewayHealth;
import io.heliograph.androidgateway.GatewayLogEntry;
import io.heliograph.androidgateway.GatewaySetting;
import io.heliograph.androidgateway.GatewaySettings;
import io.heliograph.androidgateway.GatewayWebhook;
import io.heliograph.androidgateway.InboxFilter;
import io.heliograph.androidgateway.InboxRefresh;
import io.heliograph.androidgateway.ListedMessage;
import io.heliograph.androidgateway.MessageFilter;
import io.heliograph.androidgateway.ReceivedMessage;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SendResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the provider reads the examples that both documents of the Android gateway have, at one base path. */
final class AndroidAnswers {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";
    private static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

    private final String basePath;
    private final int sims;
    private final AndroidCalls calls;

    /** With this number of SIM cards in the example of a phone. */
    AndroidAnswers(String basePath, int sims) {
        this.basePath = basePath;
        this.sims = sims;
        calls = new AndroidCalls(basePath);
    }

    List<Reading> readings() {
        return Stream.of(messages(), account(), webhooks(), settings(), logins())
                .flatMap(List::stream)
                .toList();
    }

    private List<Reading> messages() {
        SendRequest request = SendRequest.to("+79990001234")
                .text("Hello World!")
                .idempotencyKey(ID)
                .build();
        return List.of(
                reading(
                        "POST",
                        "/messages",
                        202,
                        androidGateway -> facts(
                                ((SendResult.Accepted) androidGateway.provider().send(request, Call.attempt()))
                                        .message()),
                        ID + " QUEUED Pending +79990001234"),
                reading(
                        "GET",
                        "/messages/{id}",
                        200,
                        androidGateway -> facts(
                                androidGateway.provider().status(new MessageId("androidgateway", ID), Call.soon())),
                        ID + " QUEUED Pending +79990001234"),
                reading(
                        "GET",
                        "/messages",
                        200,
                        androidGateway -> androidGateway
                                .messages(MessageFilter.all())
                                .map(AndroidAnswers::facts)
                                .toList(),
                        List.of(ID + " QUEUED Pending +79990001234 on " + ID + " Hello World!")),
                reading(
                        "GET",
                        "/inbox",
                        200,
                        androidGateway -> androidGateway
                                .inbox(InboxFilter.all())
                                .map(AndroidAnswers::facts)
                                .toList(),
                        List.of(ID + " SMS +79990001234 1 Hello World! " + TIME)),
                taken(
                        "POST",
                        "/inbox/refresh",
                        202,
                        androidGateway -> androidGateway
                                .account()
                                .refreshInbox(InboxRefresh.between(TIME, TIME).build())));
    }

    /** Only the server's document has it. */
    Reading cancellation() {
        return reading(
                "DELETE",
                "/messages/{id}",
                200,
                androidGateway ->
                        facts(androidGateway.provider().cancel(new MessageId("androidgateway", ID), Call.soon())),
                ID + " QUEUED Pending +79990001234");
    }

    private static String facts(Message message) {
        return message.id().value() + " " + message.status() + " " + message.rawStatus() + " "
                + message.to().map(PhoneNumber::e164).orElse("-");
    }

    private static String facts(ListedMessage held) {
        return facts(held.message()) + " on " + held.deviceId().orElse("-") + " "
                + held.text().orElse("-");
    }

    private static String facts(ReceivedMessage received) {
        return received.id() + " " + received.type() + " " + received.sender() + " "
                + received.simNumber().orElse(0) + " " + received.preview() + " "
                + received.receivedAt().orElseThrow();
    }

    private List<Reading> account() {
        return List.of(
                reading(
                        "GET",
                        "/devices",
                        200,
                        androidGateway ->
                                facts(androidGateway.account().devices().get(0)),
                        ID + " My Device " + TIME + " " + TIME + " with " + sims + " SIM"),
                taken(
                        "DELETE",
                        "/devices/{id}",
                        204,
                        androidGateway -> androidGateway.account().deleteDevice(ID)),
                reading(
                        "GET",
                        "/logs",
                        200,
                        androidGateway ->
                                facts(androidGateway.account().logs(TIME, TIME).get(0)),
                        "1 DEBUG " + TIME),
                reading(
                        "GET",
                        "/health",
                        200,
                        androidGateway -> facts(androidGateway.account().health()),
                        "pass pass 1"),
                reading(
                        "GET",
                        "/health",
                        503,
                        androidGateway -> facts(androidGateway.account().health()),
                        "pass pass 1"));
    }

    private List<Reading> webhooks() {
        GatewayWebhook hook = new GatewayWebhook(
                Optional.of("123e4567-e89b-12d3-a456-426614174000"),
                "https://example.com/webhook",
                "sms:received",
                Optional.of(ID));
        return List.of(
                reading(
                        "GET",
                        "/webhooks",
                        200,
                        androidGateway -> androidGateway.account().webhooks(),
                        List.of(hook)),
                reading(
                        "POST",
                        "/webhooks",
                        201,
                        androidGateway ->
                                androidGateway.account().putWebhook(GatewayWebhook.on("sms:sent", "https://a.example")),
                        hook),
                taken(
                        "DELETE",
                        "/webhooks/{id}",
                        204,
                        androidGateway -> androidGateway.account().deleteWebhook(ID)));
    }

    private static String facts(GatewayDevice device) {
        return device.id() + " " + device.name() + " " + device.createdAt().orElseThrow() + " "
                + device.lastSeen().orElseThrow() + " with " + device.simCards().size() + " SIM";
    }

    private static String facts(GatewayLogEntry entry) {
        return entry.id() + " " + entry.priority() + " " + entry.createdAt().orElseThrow();
    }

    private static String facts(GatewayHealth health) {
        GatewayHealth.Check check = health.checks().values().iterator().next();
        return health.status() + " " + check.status() + " "
                + check.observedValue().orElseThrow();
    }

    private List<Reading> settings() {
        GatewaySettings change =
                GatewaySettings.change().set(GatewaySetting.LIMIT_VALUE, 5).build();
        return List.of(
                reading(
                        "GET",
                        "/settings",
                        200,
                        androidGateway -> facts(androidGateway.account().settings()),
                        "Disabled 1 true AUTO"),
                reading(
                        "PATCH",
                        "/settings",
                        200,
                        androidGateway ->
                                androidGateway.account().changeSettings(change).rawJson(),
                        "{}"));
    }

    private static String facts(GatewaySettings settings) {
        return Stream.of(
                        GatewaySetting.LIMIT_PERIOD,
                        GatewaySetting.RETRY_COUNT,
                        GatewaySetting.INTERNET_REQUIRED,
                        GatewaySetting.NOTIFICATION_CHANNEL)
                .map(setting -> settings.get(setting).orElse("-"))
                .collect(Collectors.joining(" "));
    }

    /** A token only shows in the request that uses it, which is the last one. */
    private List<Reading> logins() {
        return List.of(
                new Reading("POST " + basePath + "/auth/token", 201, vendor -> token(vendor, 1), "Bearer text"),
                new Reading(
                        "POST " + basePath + "/auth/token/refresh", 201, vendor -> token(vendor, 2), "Bearer text"));
    }

    private String token(Vendor vendor, int questions) {
        calls.at(vendor, builder -> builder.tokenAuth(true), androidGateway -> {
            for (int i = 0; i < questions; i++) {
                androidGateway.account().settings();
            }
            return "asked";
        });
        List<Exchange> exchanges = vendor.requests();
        return exchanges
                .get(exchanges.size() - 1)
                .headers()
                .getOrDefault("Authorization", List.of("none"))
                .get(0);
    }

    private Reading taken(String method, String path, int status, Consumer<AndroidGateway> change) {
        return reading(
                method,
                path,
                status,
                androidGateway -> {
                    change.accept(androidGateway);
                    return "taken";
                },
                "taken");
    }

    private Reading reading(
            String method, String path, int status, Function<AndroidGateway, Object> read, Object expected) {
        return new Reading(
                method + " " + basePath + path, status, vendor -> calls.at(vendor, builder -> builder, read), expected);
    }
}
