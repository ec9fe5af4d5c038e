package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of every provider: one POST and a true outcome under every fault, nothing secret or personal exposed,
 * odd responses read or rejected without an exception, unsupported options ignored or rejected before any I/O.
 *
 * <p>The test of a provider extends it, defines how to build the provider and what the vendor responds, and adds
 * tests of the vendor's own features.
 */
public abstract class ProviderContract extends StatusContract {
    protected ProviderContract() {}

    static List<String> strangeBodies() {
        return List.of(
                "",
                "null",
                "[]",
                "{}",
                "0",
                "\"text\"",
                "{\"message\":",
                "\uFEFF{}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "{\"id\":[],\"message_id\":{},\"status\":[1],\"state\":{},\"message\":[],\"error\":{},\"code\":[],\"uuid\":[]}",
                "{\"id\":1e999999999,\"status\":-1,\"charge\":\"1e999999999\",\"segments\":\"many\"}",
                "{\"id\":\"" + "x".repeat(100_000) + "\",\"status\":\"\\u0000\"}");
    }

    @ParameterizedTest
    @MethodSource("strangeBodies")
    final void a_2xx_is_never_a_failure_of_reading(String body) {
        SendOutcome outcome = sendTo(Behaviour.answer(200, "application/json", body));

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("strangeBodies")
    final void a_400_is_rejected_whatever_its_body(String body) {
        SendOutcome outcome = sendTo(Behaviour.answer(400, "application/json", body));

        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 0", "1.5, 1", "'5, 90', 90", "86400, 86400", "999999999999999999999, 86400"})
    final void retry_after_in_seconds_is_kept_up_to_a_day(String header, long seconds) {
        assertThat(waitAfter(header)).isBetween(Duration.ofSeconds(seconds), Duration.ofDays(1));
    }

    /** In the three forms that RFC 9110 demands of recipients. */
    @ParameterizedTest
    @ValueSource(
            strings = {"EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"
            })
    final void retry_after_as_a_date_is_kept(String form) {
        String inAnHour = DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                .format(Instant.now().plusSeconds(3_600).atZone(ZoneOffset.UTC));

        assertThat(waitAfter(inAnHour)).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "1.5.2", "''"})
    final void retry_after_that_says_nothing_changes_nothing(String header) {
        assertThat(refusedWith(header).failure().type()).isEqualTo(ErrorType.RATE_LIMITED);
    }

    /** Vendors put texts, and values of the request, in the field of the code. */
    @Test
    final void a_code_that_is_no_short_word_or_repeats_the_request_is_dropped() {
        String number = request().build().to().digits();
        for (String code : List.of("the text has 482910", "482910", number, secret(), "Your code is")) {
            errorBodyOfCode(code).ifPresent(body -> {
                SendOutcome outcome = sendTo(Behaviour.answer(400, "application/json", body));

                assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
                assertThat(((SendOutcome.Rejected) outcome).failure().code())
                        .as("a vendor's code that repeats the request")
                        .isEmpty();
                assertThat(outcome.toString() + outcome.attempts()).doesNotContain(code);
            });
        }
    }

    private Duration waitAfter(String header) {
        return refusedWith(header).failure().retryAfter().orElseThrow();
    }

    private SendOutcome.Rejected refusedWith(String retryAfter) {
        SendOutcome outcome =
                sendTo(Behaviour.answer(429, "application/json", errorBody("slow down"), "Retry-After: " + retryAfter));
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return (SendOutcome.Rejected) outcome;
    }

    @Test
    final void a_text_goes_out_once() {
        SendRequest request = request().build();

        assertThat(WireValues.of(sent(request)).stream().map(this::readable))
                .as("the values of the request, one of which is the text")
                .filteredOn(value -> value.contains(request.text()))
                .hasSize(1);
    }

    @Test
    final void a_provider_that_removes_duplicates_by_the_key_gets_the_key_beside_a_tag_too() {
        String key = "key-of-one-send";
        SendRequest.Builder request = request().idempotencyKey(key);
        if (provider().capabilities().contains(Capability.TAG)) {
            request.tag("autumn");
        }
        RecordedRequest sent = sent(request.build());
        List<String> values = WireValues.of(sent);
        if (provider().duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY) {
            assertThat(sent.headers() + sent.target() + values)
                    .as(
                            "duplicateProtection() is IDEMPOTENCY_KEY, so the key has to be in each request: without it a lost answer"
                                    + " makes two SMS, and with a tag in its place two messages become one")
                    .contains(key);
        }
    }

    /** Whether a request without a sender is invalid if no default is set; true if the provider supports senders. */
    protected boolean needsSender() {
        return provider().capabilities().contains(Capability.SENDER);
    }

    @Test
    final void a_request_without_any_sender_is_refused_and_says_where_to_set_one() {
        if (!needsSender()) {
            return;
        }
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(accepted());
            SendOutcome outcome = client.trySend(SendRequest.to(to()).text("Hi").build());

            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                assertThat(rejected.errorType()).isEqualTo(ErrorType.INVALID_REQUEST);
                assertThat(rejected.failure().reason())
                        .contains(" from ", "heliograph.providers." + nameOf(vendor) + ".from");
            });
            assertThat(outcome.attempts()).isEmpty();
            assertThat(vendor.requests()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.testkit.TrickyTexts#all")
    final void a_text_arrives_intact(String text) {
        RecordedRequest sent = sent(request().text(text).build());

        assertThat(WireValues.of(sent).stream().map(this::readable))
                .as("the values of the request, one of which is the text and nothing else")
                .contains(text);
    }

    /** A provider, for what it declares. */
    private SmsProvider provider() {
        SmsProvider provider = provider("http://localhost:1", secret(), io.heliograph.http.HttpOptions.defaults())
                .provider();
        provider.close();
        return provider;
    }

    private RecordedRequest sent(SendRequest request) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(accepted());
            client.trySend(request);
            return vendor.recorded().get(0);
        }
    }

    private SendOutcome sendTo(Behaviour behaviour) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(behaviour);
            SendOutcome outcome = client.trySend(request().build());
            assertThat(vendor.requests(sendsBy())).isEqualTo(1);
            return outcome;
        }
    }

    private SmsClient client(SocketHarness vendor) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(provider(vendor.url().toString(), secret(), io.heliograph.http.HttpOptions.defaults()))
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"VALIDITY", "SCHEDULE", "MEDIA"})
    final void unsupported_options_are_rejected_before_any_io(Capability capability) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(accepted());
            boolean offered = offered(vendor).contains(capability);
            SendOutcome outcome = client.trySend(needing(capability));

            assertThat(vendor.requests()).isLessThanOrEqualTo(offered ? 1 : 0);
            if (!offered) {
                assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                    assertThat(rejected.errorType()).isEqualTo(ErrorType.UNSUPPORTED);
                    assertThat(rejected.failure().reason()).contains(capability.name());
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"TAG", "CALLBACK_URL"})
    final void an_unsupported_tag_or_callback_url_is_ignored(Capability capability) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(accepted());
            if (!offered(vendor).contains(capability)) {
                assertThat(client.trySend(needing(capability))).isInstanceOf(SendOutcome.Accepted.class);
                assertThat(WireWords.text(vendor.recorded().get(0)))
                        .as("the request of a provider that doesn't declare %s", capability)
                        .doesNotContain("autumn", "example.com/reports");
            }
        }
    }

    private SendRequest needing(Capability capability) {
        SendRequest.Builder request = request();
        switch (capability) {
            case TAG -> request.tag("autumn");
            case VALIDITY -> request.validity(Duration.ofHours(1));
            case CALLBACK_URL -> request.callbackUrl("https://example.com/reports");
            case SCHEDULE -> request.sendAt(Instant.now().plus(Duration.ofDays(1)));
            case MEDIA -> request.media("https://example.com/picture.jpg");
            default -> throw new IllegalArgumentException("no request needs " + capability);
        }
        return request.build();
    }

    private java.util.Set<Capability> offered(SocketHarness vendor) {
        SmsProvider provider = provider(vendor.url().toString(), secret(), io.heliograph.http.HttpOptions.defaults())
                .provider();
        java.util.Set<Capability> capabilities = provider.capabilities();
        provider.close();
        return capabilities;
    }

    @Test
    final void unsupported_calls_are_rejected_before_any_io() {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            java.util.Set<Capability> offered = offered(vendor);
            String name = nameOf(vendor);
            MessageId id = new MessageId(name, "known-1");
            if (!offered.contains(Capability.STATUS)) {
                assertThatThrownBy(() -> client.status(id)).isInstanceOf(UnsupportedException.class);
            }
            if (!offered.contains(Capability.CANCEL)) {
                assertThatThrownBy(() -> client.cancel(id)).isInstanceOf(UnsupportedException.class);
            }
            if (!offered.contains(Capability.BALANCE)) {
                assertThatThrownBy(() -> client.balance(name)).isInstanceOf(UnsupportedException.class);
            }
            assertThat(vendor.requests()).isZero();
        }
    }

    private String nameOf(SocketHarness vendor) {
        SmsProvider provider = provider(vendor.url().toString(), secret(), io.heliograph.http.HttpOptions.defaults())
                .provider();
        provider.close();
        return provider.name();
    }

    @Test
    final void its_name_can_stand_in_a_route() {
        try (SocketHarness vendor = SocketHarness.start()) {
            assertThat(nameOf(vendor)).matches("[a-z][a-z0-9]*");
        }
    }

    @Test
    final void thirty_two_sends_at_once_are_thirty_two_requests() {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(accepted());
            List<CompletableFuture<SendOutcome>> sends = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                sends.add(client.sendAsync(request().build(), threads));
            }
            assertThat(sends)
                    .extracting(CompletableFuture::join)
                    .allMatch(outcome -> outcome instanceof SendOutcome.Accepted);
            assertThat(vendor.requests(sendsBy())).isEqualTo(32);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    final void an_interrupted_thread_gets_a_true_outcome_and_stays_interrupted() {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(accepted());
            Thread.currentThread().interrupt();
            SendOutcome outcome = client.trySend(request().build());
            assertThat(Thread.interrupted()).isTrue();

            boolean certainlyNotSent = outcome instanceof SendOutcome.Rejected;
            assertThat(vendor.requests(sendsBy())).isLessThanOrEqualTo(certainlyNotSent ? 0 : 1);
        }
    }
}
