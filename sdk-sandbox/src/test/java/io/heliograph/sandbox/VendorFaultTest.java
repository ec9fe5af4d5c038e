package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faults of NativeHub, TextingLine and Me SMS. */
class VendorFaultTest {
    private static final String NATIVE_HUB = """
            {"to":"+66812345678","from":"BRAND","body":"Hello"}""";
    private static final String TEXTING_LINE = """
            {"to":"+12025550123","from":"+12025550100","body":"Hello","idempotencyKey":"order-1"}""";
    private static final String THAI = """
            {"sender":"HELIOGRAPH","content":"Hello","msisdns":["66812345678"]}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static String path(String vendor) {
        return switch (vendor) {
            case "nativehub" -> "/messages";
            case "textingline" -> "/api/v1/messaging/message";
            default -> "/sms/send";
        };
    }

    private static String body(String vendor) {
        return switch (vendor) {
            case "nativehub" -> NATIVE_HUB;
            case "textingline" -> TEXTING_LINE;
            default -> THAI;
        };
    }

    private JsonResponse send(String vendor) {
        return Browser.call(sandbox, vendor, "POST", path(vendor), body(vendor));
    }

    private CompletableFuture<JsonResponse> sendLater(String vendor) {
        URI uri = URI.create(sandbox.baseUrl(vendor) + path(vendor));
        return Browser.sendLater("POST", uri, body(vendor), Browser.headers(vendor));
    }

    private void awaitOneMessage() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sandbox.inbox().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"nativehub, 201", "textingline, 201", "thaibulk, 200"})
    void who_works_again_accepts_again(String vendor, int status) {
        for (SandboxFault fault : SandboxFault.values()) {
            sandbox.fault(vendor, fault);
        }
        sandbox.fault(vendor, SandboxFault.NONE);

        assertThat(send(vendor).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "nativehub, nativehub/api/v1/messages",
        "textingline, textingline/api/v1/messaging/message",
        "thaibulk, thaibulk/api/v2/sms/send"
    })
    void during_an_outage_the_main_port_answers_as_a_reverse_proxy_would(String vendor, String path) {
        URI uri = sandbox.url().resolve(path);
        assertThat(Browser.send("POST", uri, body(vendor), Browser.headers(vendor))
                        .status())
                .isBetween(200, 201);

        sandbox.fault(vendor, SandboxFault.OUTAGE);

        JsonResponse response = Browser.send("POST", uri, body(vendor), Browser.headers(vendor));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Content-Type")).startsWith("text/html");
        assertThat(response.header("X-RateLimit-Limit")).isEmpty();
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"nativehub", "textingline", "thaibulk"})
    void an_accepted_send_hangs_until_the_fault_is_changed(String vendor) {
        sandbox.fault(vendor, SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<JsonResponse> hanging = sendLater(vendor);
        awaitOneMessage();
        clock.advance(Duration.ofSeconds(2));

        assertThat(sandbox.inbox().get(0).state()).isIn("delivered", "success");
        assertThat(hanging).isNotDone();
        sandbox.fault(vendor, SandboxFault.NONE);
        assertThat(catchThrowable(() -> hanging.get(20, TimeUnit.SECONDS))).hasRootCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"nativehub", "textingline", "thaibulk"})
    void a_rejected_send_doesnt_hang(String vendor) {
        sandbox.fault(vendor, SandboxFault.ACCEPT_THEN_HANG);

        assertThat(Browser.call(sandbox, vendor, "POST", path(vendor), "{}").status())
                .isEqualTo(400);
    }

    @Test
    void a_replay_is_answered_while_sends_hang() {
        sandbox.fault("textingline", SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<JsonResponse> hanging = sendLater("textingline");
        awaitOneMessage();

        JsonResponse replay = send("textingline");

        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.text("id")).isEqualTo(sandbox.inbox().get(0).id());
        assertThat(sandbox.inbox()).hasSize(1);
        assertThat(hanging).isNotDone();
    }

    @Test
    void an_estimate_and_a_cancellation_dont_hang() {
        String scheduled = THAI.replace("}", ",\"scheduledTime\":\"2026-03-02T19:00:00+07:00\"}");
        String uuid = Browser.call(sandbox, "thaibulk", "POST", "/sms/send", scheduled)
                .text("uuid");
        sandbox.fault("thaibulk", SandboxFault.ACCEPT_THEN_HANG);

        assertThat(Browser.call(sandbox, "thaibulk", "POST", "/sms/send", THAI.replace("}", ",\"dryRun\":true}"))
                        .status())
                .isEqualTo(200);
        assertThat(Browser.call(sandbox, "thaibulk", "POST", "/sms/" + uuid + "/cancel", "")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /messages           | {"to":"+66812345678","from":"BRAND","body":"Hello"}
            /messages/bulk      | {"recipients":["+66812345678"],"from":"BRAND","body":"Hello"}
            /scheduled-messages | {"to":"+66812345678","from":"B","body":"x","scheduled_at":"2026-03-02T00:00:00Z"}
            """)
    void a_rate_limited_native_hub_answers_429_with_the_end_of_its_window(String path, String body) {
        sandbox.fault("nativehub", SandboxFault.RATE_LIMITED);

        JsonResponse response = Browser.call(sandbox, "nativehub", "POST", path, body);

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.json()).isEqualTo(Map.of("error", "rate limit exceeded"));
        assertThat(response.header("X-RateLimit-Limit")).isEqualTo("200");
        assertThat(response.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(response.header("X-RateLimit-Reset")).isEqualTo(Long.toString(TestClock.START.getEpochSecond() + 1));
        assertThat(response.header("Retry-After")).isEmpty();
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(Browser.call(sandbox, "nativehub", "GET", "/messages", "").status())
                .isEqualTo(200);
        sandbox.fault("nativehub", SandboxFault.NONE);
        assertThat(Browser.call(sandbox, "nativehub", "POST", path, body).status())
                .isEqualTo(201);
    }

    @Test
    void a_rate_limited_texting_line_answers_429_with_its_code_and_a_wait() {
        sandbox.fault("textingline", SandboxFault.RATE_LIMITED);

        JsonResponse response = send("textingline");

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.json()).containsEntry("code", 33002.0).containsEntry("status", 429.0);
        assertThat(response.header("Retry-After")).isEqualTo("1");
        assertThat(response.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(response.header("X-RateLimit-Reset")).isEqualTo(Long.toString(TestClock.START.getEpochSecond() + 1));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_rate_limit_comes_before_a_replay() {
        send("textingline");
        sandbox.fault("textingline", SandboxFault.RATE_LIMITED);

        assertThat(send("textingline").status()).isEqualTo(429);
        sandbox.fault("textingline", SandboxFault.NONE);
        assertThat(send("textingline").status()).isEqualTo(201);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_rate_limited_me_sms_answers_429_without_code_and_hints() {
        sandbox.fault("thaibulk", SandboxFault.RATE_LIMITED);

        JsonResponse response = send("thaibulk");

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.json()).isEqualTo(Map.of("error", "Too many requests"));
        assertThat(response.response().headers().map()).doesNotContainKeys("retry-after", "x-ratelimit-reset");
        assertThat(sandbox.inbox()).isEmpty();
        for (String path : List.of("/sms", "/credits", "/senders")) {
            assertThat(Browser.call(sandbox, "thaibulk", "GET", path, "").status())
                    .isEqualTo(200);
        }
        assertThat(Browser.call(sandbox, "thaibulk", "GET", "/credits", "").json())
                .isEqualTo(Map.of("balance", 1_000_000.0));
    }

    @Test
    void a_rate_limited_me_sms_still_estimates() {
        sandbox.fault("thaibulk", SandboxFault.RATE_LIMITED);

        assertThat(Browser.call(sandbox, "thaibulk", "POST", "/sms/send", THAI.replace("}", ",\"dryRun\":true}"))
                        .json())
                .containsOnlyKeys("recipientCount", "parts", "credits");
    }

    @Test
    void a_bad_request_is_rejected_as_such_under_a_rate_limit() {
        for (String vendor : List.of("nativehub", "textingline", "thaibulk")) {
            sandbox.fault(vendor, SandboxFault.RATE_LIMITED);

            assertThat(Browser.call(sandbox, vendor, "POST", path(vendor), "{}").status())
                    .isEqualTo(400);
        }
    }
}
