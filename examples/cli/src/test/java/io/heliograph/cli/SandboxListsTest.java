package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.ListedMessage;
import io.heliograph.json.JsonFields;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Direction;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.nativehub.LogEntry;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.nativehub.Stats;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.TestClock;
import io.heliograph.thaibulk.DeliveryCounts;
import io.heliograph.thaibulk.MessageState;
import io.heliograph.thaibulk.RecipientState;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.MessageDetails;
import io.heliograph.wavix.MessageFilter;
import io.heliograph.wavix.Wavix;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.Keywords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendors' lists against the sandbox, which was written independently: where they disagree, one of them is wrong. */
class SandboxListsTest {
    private static final String NUMBER = "+66812345678";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T08:00:00Z"));
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void tearDown() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        sandbox.close();
    }

    /** A provider with the sandbox's settings, through which its own operations go. */
    private <C extends VendorClient> C door(String vendor, Class<C> type) {
        Map<String, String> settings = DemoCommand.settings(sandbox);
        VendorClient client = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals(vendor))
                .findFirst()
                .orElseThrow()
                .create(new ProviderSettings(
                        name -> Optional.ofNullable(settings.get("heliograph.providers." + vendor + "." + name))));
        open.add(client.provider());
        return type.cast(client);
    }

    private SmsClient client(String vendor) {
        Map<String, String> settings = new LinkedHashMap<>(DemoCommand.settings(sandbox));
        settings.put("heliograph.route", vendor);
        SmsClient client = SmsClient.builder().settings(Settings.of(settings)).build();
        open.add(client);
        return client;
    }

    private static SendRequest request(String text) {
        return SendRequest.to(NUMBER).from("ACME").text(text).build();
    }

    private static void assertOwnJson(Message message, String idField) {
        assertThat(JsonFields.of(message.rawJson()).get(idField))
                .isEqualTo(message.id().value());
    }

    @Test
    void a_stop_that_no_webhook_brought_is_found_in_wavix_list() {
        sandbox.reply("wavix", NUMBER, "+12015550123", "Stop.");
        sandbox.reply("wavix", "+66812345679", "+12015550123", "Thanks");

        List<Message> inbound = door("wavix", Wavix.class)
                .messages(MessageFilter.inbound().build())
                .toList();

        assertThat(inbound).hasSize(2).allSatisfy(message -> assertOwnJson(message, "message_id"));
        assertThat(inbound)
                .filteredOn(message ->
                        message.text().flatMap(Keywords.usual()::find).equals(Optional.of(Keyword.STOP)))
                .singleElement()
                .satisfies(stop -> {
                    assertThat(stop.direction()).isEqualTo(Direction.INBOUND);
                    assertThat(stop.from()).contains(Sender.of(NUMBER));
                    assertThat(stop.submittedAt()).contains(clock.instant());
                });
    }

    @Test
    void the_list_and_the_export_of_wavix_have_the_same_rows() {
        Wavix wavix = door("wavix", Wavix.class);
        try (SmsClient client = client("wavix")) {
            for (String text : List.of("one", "two", "three")) {
                client.send(request(text));
            }
        }
        clock.passes(Duration.ofSeconds(2));

        MessageFilter filter = MessageFilter.outbound().perPage(2).build();
        List<Message> listed = wavix.messages(filter).toList();
        List<Message> exported = new ArrayList<>();
        wavix.export(filter, Duration.ofSeconds(30), exported::add);

        assertThat(listed).extracting(message -> message.text().orElseThrow()).containsExactly("three", "two", "one");
        assertThat(exported).usingRecursiveFieldByFieldElementComparator().isEqualTo(listed);
        assertThat(listed.get(0).price().orElseThrow()).hasToString("0.0075 USD");
        assertThat(MessageDetails.of(listed.get(0)).mcc()).isEqualTo("001");
    }

    @Test
    void thaibulk_lists_every_page_by_state_with_what_was_sent() {
        ThaiBulk thaiBulk = door("thaibulk", ThaiBulk.class);
        try (SmsClient client = client("thaibulk")) {
            for (int i = 1; i <= 23; i++) {
                client.send(request("text " + i));
            }
            client.send(SendRequest.to(NUMBER)
                    .from("HELIOGRAPH")
                    .text("later")
                    .sendAt(clock.instant().plus(Duration.ofHours(1)))
                    .build());
        }

        List<Message> all = thaiBulk.list().toList();

        assertThat(all).hasSize(24).allSatisfy(message -> assertOwnJson(message, "uuid"));
        assertThat(all).extracting(message -> message.id().value()).doesNotHaveDuplicates();
        assertThat(all.get(23).text()).contains("text 1");
        assertThat(all.get(23).segments()).hasValue(1);
        assertThat(all.get(23).submittedAt()).contains(clock.instant());
        assertThat(thaiBulk.list(MessageState.SCHEDULED)).singleElement().satisfies(message -> {
            assertThat(message.status()).isEqualTo(Status.SCHEDULED);
            assertThat(message.scheduledAt()).contains(clock.instant().plus(Duration.ofHours(1)));
        });
        assertThat(io.heliograph.thaibulk.MessageDetails.of(all.get(0)).recipients())
                .hasValue(1);
    }

    @Test
    void thaibulk_filters_recipients_and_sums_them_up() {
        ThaiBulk thaiBulk = door("thaibulk", ThaiBulk.class);
        List<String> numbers = List.of("+66812345671", "+66812345672", "+66812340003");
        MessageId[] id = new MessageId[1];
        try (SmsClient client = client("thaibulk")) {
            client.bulk(
                    BulkRequest.to(
                            numbers.stream(), content -> content.from("ACME").text("Hi")),
                    call -> call.outcome()
                            .fold(accepted -> id[0] = accepted.message().id(), no -> id[0], maybe -> id[0]));
        }
        clock.passes(Duration.ofSeconds(2));

        DeliveryCounts counts = thaiBulk.summary(id[0]);
        List<RecipientStatus> failed =
                thaiBulk.recipients(id[0], RecipientState.FAILED).toList();

        assertThat(counts.byWord()).isEqualTo(Map.of("success", 2L, "failed", 1L));
        assertThat(failed).singleElement().satisfies(one -> {
            assertThat(one.to().orElseThrow().e164()).isEqualTo("+66812340003");
            assertThat(JsonFields.of(one.rawJson())).containsEntry("status", "failed");
        });
    }

    @Test
    void nativehub_logs_and_counts_its_messages() {
        NativeHub nativeHub = door("nativehub", NativeHub.class);
        Message message;
        try (SmsClient client = client("nativehub")) {
            message = client.send(request("Hi"));
        }
        clock.passes(Duration.ofSeconds(2));

        List<LogEntry> logs = nativeHub.logs(message.id());

        assertThat(logs).extracting(LogEntry::status).last().isEqualTo(Status.DELIVERED);
        assertThat(logs).allSatisfy(entry -> {
            assertThat(entry.id()).isNotEmpty();
            assertThat(entry.at()).isNotNull();
            assertThat(JsonFields.of(entry.rawJson())).containsEntry("status", entry.rawStatus());
        });
        Stats stats = nativeHub.reports().stats(null, null);
        assertThat(stats.total()).isEqualTo(1);
        assertThat(stats.delivered()).isEqualTo(1);
        assertThat(nativeHub.reports().statusBreakdown()).singleElement().satisfies(share -> {
            assertThat(share.status()).isEqualTo(Status.DELIVERED);
            assertThat(share.percentage()).isEqualByComparingTo("100");
        });
    }

    @Test
    void nativehub_and_the_android_gateway_list_texts_and_times_with_their_json() {
        Stream.of("nativehub", "androidgateway").forEach(vendor -> {
            try (SmsClient client = client(vendor)) {
                IntStream.rangeClosed(1, 3).forEach(i -> client.send(request("text " + i)));
            }
        });

        List<Message> nativeHub = door("nativehub", NativeHub.class).messages().toList();
        List<ListedMessage> android = door("androidgateway", AndroidGateway.class)
                .messages(io.heliograph.androidgateway.MessageFilter.builder()
                        .includeContent(true)
                        .build())
                .toList();

        assertThat(nativeHub).hasSize(3).allSatisfy(message -> {
            assertOwnJson(message, "id");
            assertThat(message.text().orElseThrow()).startsWith("text ");
            assertThat(message.submittedAt()).contains(clock.instant());
            assertThat(message.rawJson()).contains("\"cost_price\":null");
        });
        assertThat(android).hasSize(3).allSatisfy(listed -> {
            assertOwnJson(listed.message(), "id");
            assertThat(listed.message().text()).isEqualTo(listed.text());
            assertThat(listed.text().orElseThrow()).startsWith("text ");
        });
    }
}
