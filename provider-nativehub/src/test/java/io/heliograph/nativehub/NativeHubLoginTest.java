package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.request;
import static io.heliograph.nativehub.NativeHubVendor.taken;
import static io.heliograph.testkit.VendorServer.json;
import static io.heliograph.testkit.VendorServer.message;
import static io.heliograph.testkit.VendorServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.policy.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user name and a password instead of a key: {@code /auth/login}, {@code /auth/refresh}. */
class NativeHubLoginTest {
    private static final Instant START = Instant.parse("2026-02-14T10:00:00Z");

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    /** A clock that the test advances. */
    private static final class TurnedClock extends Clock {
        private Instant now = START;

        long nanoTime() {
            return Duration.between(START, now).toNanos();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final TurnedClock clock = new TurnedClock();

    private SmsClient client() {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(
                        VENDOR.userDoor().clock(clock).nanoTime(clock::nanoTime).build())
                .build();
    }

    @Test
    void many_sends_are_one_login_and_each_goes_with_its_token() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", taken());

        try (SmsClient client = client()) {
            message(client.trySend(request().build()));
            message(client.trySend(request().build()));
        }

        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/auth/login"))
                        .withHeader("Authorization", absent())
                        .withHeader("X-API-Key", absent())
                        .withRequestBody(equalToJson("""
                                {"username":"ops@example.com","password":"correct horse battery"}""", false, false)));
        VENDOR.verify(
                2,
                postRequestedFor(urlEqualTo("/api/v1/messages"))
                        .withHeader("Authorization", equalTo("Bearer access-1"))
                        .withHeader("X-API-Key", absent()));
        assertThat(VENDOR.requests()).hasSize(3);
    }

    @Test
    void the_tenant_goes_with_the_login() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", taken());

        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.userDoor()
                        .clock(clock)
                        .nanoTime(clock::nanoTime)
                        .tenantId("c3d4e5f6-a7b8-9012-cdef-123456789012")
                        .build())
                .build()) {
            client.trySend(request().build());
        }

        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/auth/login"))
                        .withRequestBody(equalToJson(fixture("login.request.json"), false, false)));
    }

    static List<Arguments> lives() {
        String inTenMinutes = jwt("{\"exp\":" + START.plusSeconds(600).getEpochSecond() + "}");
        String gone = jwt("{\"exp\":" + START.minusSeconds(5).getEpochSecond() + "}");
        String never = jwt("{\"exp\":9e25}");
        String negative = jwt("{\"exp\":-9223372036854775808}");
        return List.of(
                Arguments.of(token("a", "900"), 900),
                Arguments.of(token("a", "120"), 120),
                Arguments.of(token("a", "\"300\""), 300),
                Arguments.of(token(inTenMinutes, "200"), 200),
                Arguments.of(token(inTenMinutes, "null"), 600),
                Arguments.of(token(inTenMinutes, "0"), 600),
                Arguments.of(token(inTenMinutes, "-7"), 600),
                Arguments.of(token(inTenMinutes, "1e29"), 600),
                Arguments.of(token(gone, "null"), 900),
                Arguments.of(token(never, "null"), 900),
                Arguments.of(token(negative, "null"), 900),
                Arguments.of(token(jwt("{\"exp\":\"soon\"}"), "null"), 900),
                Arguments.of(token(jwt("[]"), "null"), 900),
                Arguments.of(token("a.%%%.c", "null"), 900),
                Arguments.of(token("opaque", "\"soon\""), 900));
    }

    private static String token(String access, String expiresIn) {
        return """
                {"access_token":"%s","refresh_token":"refresh-1","expires_in":%s}""".formatted(access, expiresIn);
    }

    private static String jwt(String claims) {
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".sig";
    }

    @ParameterizedTest
    @MethodSource("lives")
    void a_tokens_lifetime_is_from_the_response_else_from_its_claims_else_a_quarter_of_an_hour(
            String login, int seconds) {
        VENDOR.saysAt("/auth/login", json(200, login));
        VENDOR.saysAt("/auth/refresh", json(200, fixture("refresh.reply.json")));
        VENDOR.saysAt("/messages", taken());
        try (SmsClient client = client()) {
            client.trySend(request().build());
            clock.now = START.plusSeconds(seconds - 31);
            client.trySend(request().build());
            assertThat(VENDOR.requestsAt("/auth/refresh")).as("before its end").isZero();

            clock.now = START.plusSeconds(seconds - 29);
            client.trySend(request().build());
            assertThat(VENDOR.requestsAt("/auth/refresh")).as("near its end").isEqualTo(1);
        }
        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(3);
    }

    @Test
    void a_refresh_has_the_refresh_token_in_its_body_and_as_its_bearer() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", taken());
        try (SmsClient client = client()) {
            client.trySend(request().build());
            clock.now = START.plusSeconds(900);
            client.trySend(request().build());
        }

        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/auth/refresh"))
                        .withHeader("Authorization", equalTo("Bearer refresh-1"))
                        .withRequestBody(equalToJson(fixture("refresh.request.json"), false, false)));
        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/messages"))
                        .withHeader("Authorization", equalTo("Bearer access-2")));
    }

    @ParameterizedTest
    @CsvSource({"'\"refresh-2\"', refresh-2", "null, refresh-1", "'\"\"', refresh-1"})
    void a_refresh_gives_the_next_refresh_token_or_leaves_the_old_one(String given, String usedNext) {
        VENDOR.saysAt("/auth/login", json(200, fixture("login.reply.json")));
        VENDOR.saysAt("/auth/refresh", json(200, """
                {"access_token":"access-2","refresh_token":%s}""".formatted(given)));
        VENDOR.saysAt("/messages", taken());
        try (SmsClient client = client()) {
            client.trySend(request().build());
            clock.now = START.plusSeconds(900);
            client.trySend(request().build());
            clock.now = START.plusSeconds(1_800);
            client.trySend(request().build());
        }

        assertThat(VENDOR.requestsAt("/auth/refresh")).isEqualTo(2);
        assertThat(VENDOR.requests())
                .filteredOn(sent -> sent.getUrl().equals("/api/v1/auth/refresh"))
                .extracting(sent -> sent.getHeader("Authorization"))
                .containsExactlyInAnyOrder("Bearer refresh-1", "Bearer " + usedNext);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500})
    void a_rejected_refresh_is_followed_by_one_login(int status) {
        VENDOR.saysAt("/auth/login", json(200, fixture("login.reply.json")));
        VENDOR.saysAt("/auth/refresh", json(status, error("invalid refresh token")));
        VENDOR.saysAt("/messages", taken());
        try (SmsClient client = client()) {
            client.trySend(request().build());
            clock.now = START.plusSeconds(900);
            message(client.trySend(request().build()));
        }

        assertThat(VENDOR.requestsAt("/auth/refresh")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(2);
        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(2);
    }

    @Test
    void a_refresh_that_is_one_request_too_many_is_not_followed_by_another() {
        VENDOR.saysAt("/auth/login", json(200, fixture("login.reply.json")));
        VENDOR.saysAt(
                "/auth/refresh",
                json(429, error("rate limit exceeded"))
                        .withHeader("X-RateLimit-Reset", String.valueOf(START.getEpochSecond() + 920)));
        VENDOR.saysAt("/messages", taken());
        try (SmsClient client = client()) {
            client.trySend(request().build());
            clock.now = START.plusSeconds(900);

            Failure failure = refusal(client.trySend(request().build()));

            assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
        }
        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(1);
    }
}
