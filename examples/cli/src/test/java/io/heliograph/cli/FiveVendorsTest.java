package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.settings.Settings;
import io.heliograph.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every provider against the sandbox, which was written independently: where they disagree, one of them is wrong. */
class FiveVendorsTest {
    private static final String NUMBER = "+66812345678";

    private final TestClock clock = new TestClock(Instant.now());
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final Map<String, String> settings = new LinkedHashMap<>();

    @BeforeEach
    void setUp() {
        settings.putAll(DemoCommand.settings(sandbox));
    }

    @AfterEach
    void tearDown() {
        sandbox.close();
    }

    private SmsClient client(String route) {
        settings.put("heliograph.route", route);
        return SmsClient.builder().settings(Settings.of(settings)).build();
    }

    private static SendRequest.Builder request(String vendor) {
        return request(vendor, NUMBER);
    }

    private static SendRequest.Builder request(String vendor, String to) {
        String from = vendor.equals("textingline") ? "+12015550123" : "ACME";
        return SendRequest.to(to).from(from).text("รหัส 482910");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "thaibulk", "androidgateway"})
    void a_message_arrives_as_it_was_written(String vendor) {
        try (SmsClient sms = client(vendor)) {
            Message message = sms.send(request(vendor).build());

            assertThat(message.provider()).isEqualTo(vendor);
            assertThat(message.id().isKnown()).isTrue();
            assertThat(sandbox.inbox()).singleElement().satisfies(got -> {
                assertThat(got.vendor()).isEqualTo(vendor);
                assertThat(got.text()).isEqualTo("รหัส 482910");
                assertThat(got.to()).endsWith("66812345678");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "thaibulk", "androidgateway"})
    void a_message_is_delivered_in_time(String vendor) {
        try (SmsClient sms = client(vendor)) {
            Message message = sms.send(request(vendor).build());
            assertThat(sms.status(message.id()).status().isFinal()).isFalse();

            clock.passes(Duration.ofSeconds(2));

            assertThat(sms.status(message.id()).status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void textingline_has_no_status_query() {
        try (SmsClient sms = client("textingline")) {
            assertThatThrownBy(() -> sms.status(new MessageId("textingline", "msg_1")))
                    .isInstanceOf(UnsupportedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "thaibulk", "androidgateway"})
    void a_message_that_is_not_there_is_not_found(String vendor) {
        try (SmsClient sms = client(vendor)) {
            assertThatThrownBy(() -> sms.status(new MessageId(vendor, "00000000-0000-4000-8000-000000000000")))
                    .isInstanceOf(io.heliograph.error.MessageNotFoundException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nativehub,      false",
        "wavix,          false",
        "textingline,    false",
        "androidgateway, true" // its server's library says so, and no network
    })
    void an_invalid_recipient_is_a_final_rejection_where_a_network_says_so(String vendor, boolean failover) {
        try (SmsClient sms = client(vendor)) {
            SendOutcome outcome = sms.trySend(request(vendor, "+66812340001").build());

            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                assertThat(rejected.errorType()).isEqualTo(ErrorType.INVALID_RECIPIENT);
                assertThat(rejected.failure().failover()).isEqualTo(failover);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "thaibulk", "androidgateway"})
    void a_rate_limit_stores_nothing_and_the_next_provider_is_tried(String vendor) {
        sandbox.fault(vendor, SandboxFault.RATE_LIMITED);
        try (SmsClient sms = client(vendor)) {
            assertThat(sms.trySend(request(vendor).build()))
                    .isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                        assertThat(rejected.errorType()).isEqualTo(ErrorType.RATE_LIMITED);
                        assertThat(rejected.failure().failover()).isTrue();
                    });
            assertThat(sandbox.inbox()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "thaibulk", "androidgateway"})
    void accepted_without_a_response_is_unknown_and_one_sms(String vendor) {
        sandbox.fault(vendor, SandboxFault.ACCEPT_THEN_HANG);
        String other = vendor.equals("wavix") ? "nativehub" : "wavix";
        try (SmsClient sms = client(vendor + " || " + other)) {
            SendOutcome outcome =
                    sms.trySend(request(vendor).deadline(Duration.ofMillis(700)).build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(sandbox.inbox()).extracting(InboxMessage::vendor).containsExactly(vendor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "thaibulk", "androidgateway"})
    void an_outage_moves_on(String vendor) {
        sandbox.fault(vendor, SandboxFault.OUTAGE);
        String other = vendor.equals("androidgateway") ? "nativehub" : "androidgateway";
        try (SmsClient sms = client(vendor + " || " + other)) {
            assertThat(sms.send(request(vendor).build()).provider()).isEqualTo(other);
            assertThat(sandbox.inbox()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "thaibulk", "androidgateway"})
    void wrong_credentials_are_named(String vendor) {
        sandbox.credentials(vendor)
                .forEach((name, value) -> settings.put("heliograph.providers." + vendor + "." + name, "wrong"));
        try (SmsClient sms = client(vendor)) {
            assertThat(sms.trySend(request(vendor).build()))
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.errorType()).isEqualTo(ErrorType.AUTHENTICATION));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "thaibulk", "androidgateway"})
    void a_bulk_send_reaches_everybody_once(String vendor) {
        List<String> numbers =
                IntStream.range(0, 130).mapToObj(i -> "+6681" + (5_550_100 + i)).toList();
        String from = vendor.equals("textingline") ? "+12015550123" : "ACME";
        try (SmsClient sms = client(vendor)) {
            BulkReport report = sms.bulk(
                    BulkRequest.to(
                            numbers.stream(), content -> content.from(from).text("We open at nine")),
                    part -> {});

            assertThat(report).isEqualTo(new BulkReport(130, 0, 0, 0, 0));
            assertThat(sandbox.inbox()).hasSize(130);
            assertThat(sandbox.inbox().stream().map(InboxMessage::to).distinct())
                    .hasSize(130);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thaibulk", "androidgateway"})
    void a_scheduled_message_can_be_cancelled(String vendor) {
        try (SmsClient sms = client(vendor)) {
            Message message = sms.send(request(vendor)
                    .sendAt(clock.instant().plus(Duration.ofDays(1)))
                    .build());

            Message after = sms.cancel(message.id());

            assertThat(after.status()).isIn(Status.CANCELLED, Status.CANCELLING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thaibulk", "wavix"})
    void a_balance_is_read(String vendor) {
        try (SmsClient sms = client(vendor)) {
            assertThat(sms.balance(vendor)).isNotEmpty();
        }
    }
}
