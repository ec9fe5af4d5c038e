package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.common.Json;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.testkit.VendorServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary messages with all options of the gateway's API. */
class AndroidGatewayMessageTest {
    private static final Instant NOW = Instant.parse("2026-08-22T10:15:30.500Z");

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(202, fixture("gateway-data.reply.json"));
    }

    @Test
    void a_message_has_exactly_the_documented_fields_and_its_query() {
        Instant later = Instant.now().plusSeconds(1_800);
        SendOutcome outcome = send(data("Hello World!", 53_739)
                .to("+79990001235")
                .key("order-1234")
                .deviceId("PyDmBQZZXYmyxMwED8Fzy")
                .simNumber(1)
                .ttl(Duration.ofHours(1))
                .scheduleAt(later)
                .withDeliveryReport(false)
                .priority(100)
                .skipPhoneValidation(true)
                .deviceActiveWithin(12)
                .deadline(Duration.ofSeconds(20))
                .build());

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(outcome.key().value()).isEqualTo("order-1234");
        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages?skipPhoneValidation=true&deviceActiveWithin=12"))
                .withRequestBody(equalToJson(
                        fixture("gateway-data-full.request.json").replace("SCHEDULE", AndroidGatewayWire.time(later)),
                        false,
                        false)));
        assertThat(sent())
                .containsOnlyKeys(
                        "id",
                        "deviceId",
                        "dataMessage",
                        "phoneNumbers",
                        "simNumber",
                        "ttl",
                        "scheduleAt",
                        "withDeliveryReport",
                        "priority");
        assertThat((String) sent().get("scheduleAt")).matches("[0-9-]{10}T[0-9:]{8}Z");
    }

    @Test
    void data_goes_to_its_port() {
        SendOutcome outcome = send(data("Hello World!", 53_739)
                .validUntil(Instant.parse("2099-12-31T23:59:59.999Z"))
                .key("order-1234")
                .build());

        Message message = ((SendOutcome.Accepted) outcome).message();
        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", "order-1234"));
        assertThat(message.to()).contains(PhoneNumber.of("+79990001234"));
        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages"))
                .withRequestBody(equalToJson(fixture("gateway-data.request.json"), false, false)));
    }

    @Test
    void what_is_not_set_is_left_out() {
        send(data("x", 1).build());

        assertThat(sent()).containsOnlyKeys("id", "dataMessage", "phoneNumbers");
        assertThat(VENDOR.onlyRequest().getUrl()).isEqualTo("/3rdparty/v1/messages");
    }

    @Test
    void the_phone_of_the_settings_sends_unless_the_message_names_one() {
        AndroidGateway gateway = VENDOR.door().deviceId("phone-1").build();

        gateway.send(data("x", 1).build());
        assertThat(sent()).containsEntry("deviceId", "phone-1");
        gateway.send(data("x", 1).deviceId("phone-2").build());
        assertThat(VENDOR.requests().get(1).getBodyAsString()).contains("\"deviceId\":\"phone-2\"");
        gateway.provider().close();
    }

    @Test
    void a_number_that_is_there_twice_is_sent_once() {
        send(data("x", 1)
                .to("+79990001234")
                .to("+79990001235")
                .to("+79990001234")
                .build());

        assertThat(sent()).containsEntry("phoneNumbers", List.of("+79990001234", "+79990001235"));
    }

    @ParameterizedTest
    @CsvSource({"Pending, SCHEDULED", "Processed, SUBMITTED"})
    void a_message_for_later_is_scheduled_as_long_as_it_waits(String state, Status expected) {
        VENDOR.says(
                202,
                fixture("gateway-data.reply.json").replace("\"state\": \"Pending\"", "\"state\": \"" + state + "\""));

        SendOutcome outcome =
                send(data("x", 1).scheduleAt(Instant.now().plusSeconds(3_600)).build());

        assertThat(((SendOutcome.Accepted) outcome).message().status()).isEqualTo(expected);
    }

    @Test
    void no_phone_that_is_active_is_no_fault_of_the_message() {
        VENDOR.says(400, error("failed to select device: record not found"));

        SendOutcome outcome = send(data("x", 1).deviceActiveWithin(1).build());

        assertThat(VendorServer.refusal(outcome).type()).isEqualTo(ErrorType.PROVIDER_ERROR);
        assertThat(VendorServer.refusal(outcome).failover()).isTrue();
    }

    @Test
    void an_unclear_answer_is_an_unknown_outcome_and_one_post() {
        VENDOR.says(500, error("failed to handle request"));

        SendOutcome outcome = send(data("x", 1).build());

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(outcome.attempts()).hasSize(1);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void every_fault_is_named_at_once_and_holds_no_number_or_data() {
        InvalidRequestException refused = faults(new GatewayMessage.Builder("", 0, clock())
                .to("0812345678")
                .key("x")
                .deviceId("x".repeat(22))
                .simNumber(0)
                .priority(128)
                .deviceActiveWithin(0)
                .ttl(Duration.ofSeconds(3))
                .validUntil(NOW)
                .scheduleAt(NOW)
                .deadline(Duration.ZERO));

        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactly(
                        "phone number",
                        "data",
                        "port",
                        "key",
                        "deviceId",
                        "simNumber",
                        "priority",
                        "deviceActiveWithin",
                        "validUntil",
                        "ttl",
                        "validUntil",
                        "scheduleAt",
                        "deadline");
        assertThat(refused.getMessage()).doesNotContain("0812345678", "xxxx");
    }

    /** The cloud rejects each of them with 400. */
    @ParameterizedTest
    @CsvSource({
        "simNumber, 0",
        "simNumber, 4",
        "simNumber, -1",
        "priority, 128",
        "priority, -129",
        "ttl, 0",
        "ttl, 3",
        "ttl, 4",
        "ttl, 2147483648",
        "port, 0",
        "port, 65536",
        "deviceActiveWithin, 0",
        "deviceActiveWithin, -1"
    })
    void a_value_that_the_server_refuses_is_refused(String field, long value) {
        assertThat(faults(with(field, value)).violations())
                .extracting(Violation::field)
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "simNumber, 1",
        "simNumber, 3",
        "priority, 127",
        "priority, -128",
        "priority, 0",
        "ttl, 5",
        "ttl, 2147483647",
        "port, 1",
        "port, 65535",
        "deviceActiveWithin, 1"
    })
    void a_value_at_the_edge_is_taken(String field, long value) {
        assertThatCode(() -> with(field, value).build()).doesNotThrowAnyException();
    }

    private static GatewayMessage.Builder with(String field, long value) {
        GatewayMessage.Builder message = data("x", field.equals("port") ? (int) value : 1);
        return switch (field) {
            case "simNumber" -> message.simNumber((int) value);
            case "priority" -> message.priority((int) value);
            case "ttl" -> message.ttl(Duration.ofSeconds(value));
            case "deviceActiveWithin" -> message.deviceActiveWithin((int) value);
            default -> message;
        };
    }

    @Test
    void one_to_a_hundred_numbers_are_taken() {
        GatewayMessage.Builder message = GatewayMessage.data(new byte[] {1}, 1);
        assertThat(faults(message).violations()).extracting(Violation::field).containsExactly("to");
        for (int i = 0; i < 100; i++) {
            message.to("+7999%07d".formatted(i));
        }
        assertThat(message.build().recipients()).hasSize(100);
        assertThat(faults(message.to("+79991111111")).violations())
                .extracting(Violation::field)
                .containsExactly("to");
    }

    @Test
    void contents_up_to_65535_characters_are_taken() {
        assertThat(data("x".repeat(49_149), 1).build().data().orElseThrow()).hasSize(65_532);
        assertThat(faults(data("x".repeat(49_152), 1)).violations())
                .extracting(Violation::field)
                .containsExactly("data");
        assertThat(faults(data("", 1)).violations())
                .extracting(Violation::field)
                .containsExactly("data");
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S,   '',    true",
        "PT0S,   '',    false",
        "PT0.4S, '',    false",
        "PT-1S,  '',    false",
        "PT1H,   PT1H,  true",
        "PT1H,   PT59M, false",
        "PT5.4S, PT5S,  true",
        "PT6S,   PT5S,  false"
    })
    void a_schedule_is_after_now_and_within_the_ttl(Duration later, String ttl, boolean fine) {
        GatewayMessage.Builder message = timed(it -> it.scheduleAt(NOW.plus(later)));
        if (!ttl.isEmpty()) {
            message.ttl(Duration.parse(ttl));
        }
        if (fine) {
            assertThat(message.build().scheduleAt()).isPresent();
        } else {
            assertThat(faults(message).violations())
                    .extracting(Violation::field)
                    .containsExactly("scheduleAt");
        }
    }

    @Test
    void a_schedule_is_within_the_time_until_which_it_is_valid() {
        assertThatCode(() -> timed(it -> it.validUntil(NOW.plusSeconds(60)).scheduleAt(NOW.plusSeconds(60)))
                        .build())
                .doesNotThrowAnyException();
        assertThat(faults(timed(it -> it.validUntil(NOW.plusSeconds(60)).scheduleAt(NOW.plusSeconds(61))))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("scheduleAt");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_validity_that_has_ended_is_refused_although_the_server_would_take_it(long seconds) {
        assertThat(faults(timed(it -> it.validUntil(NOW.plusSeconds(seconds)))).violations())
                .extracting(Violation::field)
                .containsExactly("validUntil");
    }

    @Test
    void a_message_prints_neither_content_nor_numbers() {
        assertThat(data("canary", 7).build().toString()).contains("port 7").doesNotContain("Y2FuYXJ5", "79990001234");
    }

    private static GatewayMessage.Builder data(String data, int port) {
        return GatewayMessage.data(data.getBytes(StandardCharsets.UTF_8), port).to("+79990001234");
    }

    private static GatewayMessage.Builder timed(Consumer<GatewayMessage.Builder> times) {
        GatewayMessage.Builder message = new GatewayMessage.Builder("SGk=", 1, clock()).to("+79990001234");
        times.accept(message);
        return message;
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static InvalidRequestException faults(GatewayMessage.Builder message) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, message::build);
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }

    private static SendOutcome send(GatewayMessage message) {
        AndroidGateway gateway = VENDOR.door().build();
        try {
            return gateway.send(message);
        } finally {
            gateway.provider().close();
        }
    }

    @SuppressWarnings("unchecked") // a JSON object is a map with String keys
    private static Map<String, Object> sent() {
        return (Map<String, Object>) Json.read(VENDOR.onlyRequest().getBodyAsString(), Map.class);
    }
}
