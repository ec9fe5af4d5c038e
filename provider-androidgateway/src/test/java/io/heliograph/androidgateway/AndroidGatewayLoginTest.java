package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens instead of user and password. */
class AndroidGatewayLoginTest {
    private static final String BASIC = "Basic QUJDREVGOmFiY2RlZmdoaWprbG1u";
    private static final String ISSUE = "/3rdparty/v1/auth/token";
    private static final String REFRESH = ISSUE + "/refresh";
    private static final String MESSAGES = "/3rdparty/v1/messages";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @BeforeEach
    void accept() {
        VENDOR.on(any(anyUrl()), 404, "no such place");
        VENDOR.on(post(MESSAGES), 202, fixture("send-minimal.reply.json"));
        VENDOR.on(post(ISSUE), 201, fixture("token.reply.json"));
    }

    @Test
    void the_first_call_gets_a_token_and_all_others_use_it() {
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
        }

        assertThat(wire()).containsExactly("POST " + ISSUE + " " + BASIC, sent("access-1"), sent("access-1"));
        assertThat(VENDOR.requests().stream()
                        .filter(loggedRequest -> loggedRequest.getUrl().equals(ISSUE))
                        .map(LoggedRequest::getBodyAsString))
                .containsExactly("{\"scopes\":[\"all:any\"]}");
        assertThat(fixture("token.request.json").replaceAll("\\s", "")).isEqualTo("{\"scopes\":[\"all:any\"]}");
    }

    @Test
    void without_the_setting_no_token_is_asked_for() {
        VENDOR.trySend(request().idempotencyKey(IdempotencyKey.random()).build());

        assertThat(wire()).containsExactly("POST " + MESSAGES + " " + BASIC);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void a_token_that_ran_out_is_refreshed_with_the_refresh_token_and_no_body(int status) {
        VENDOR.on(post(ISSUE), 201, token("access-1", "refresh-1", "2020-01-01T00:00:00Z"));
        VENDOR.on(post(REFRESH), status, token("access-2", "refresh-2", "2099-01-01T00:00:00Z"));
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
        }

        assertThat(wire())
                .containsExactly(
                        "POST " + ISSUE + " " + BASIC,
                        sent("access-1"),
                        "POST " + REFRESH + " Bearer refresh-1",
                        sent("access-2"),
                        sent("access-2"));
        assertThat(VENDOR.requests().stream()
                        .filter(loggedRequest -> loggedRequest.getUrl().equals(REFRESH))
                        .map(LoggedRequest::getBodyAsString))
                .containsExactly("");
    }

    /** The server shortens the requested lifetime, so the expiry in its response decides. */
    @ParameterizedTest
    @CsvSource({
        "2099-01-01T00:00:00Z,             1",
        "2099-01-01T07:00:00.123456+07:00, 1",
        "soon,                             1",
        "2020-01-01T00:00:00Z,             2",
        "2020-01-01T07:00:00+07:00,        2"
    })
    void the_end_of_a_token_is_what_the_server_says(String end, int tokens) {
        VENDOR.on(post(ISSUE), 201, """
                {"access_token":"access-1","ttl":5,"expires_at":"%s"}""".formatted(end));
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
        }

        assertThat(VENDOR.asked().stream().filter(("POST " + ISSUE)::equals)).hasSize(tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 501})
    void a_refused_refresh_begins_again_with_user_and_password(int status) {
        VENDOR.on(post(ISSUE), 201, token("access-1", "refresh-1", "2020-01-01T00:00:00Z"));
        VENDOR.on(post(REFRESH), status, fixture("error-401.reply.json"));
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            VENDOR.on(post(ISSUE), 201, token("access-3", "refresh-3", "2099-01-01T00:00:00Z"));
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
        }

        assertThat(wire())
                .endsWith("POST " + REFRESH + " Bearer refresh-1", "POST " + ISSUE + " " + BASIC, sent("access-3"));
    }

    /** A refresh token works once, so it is used up even if the response is lost. */
    @Test
    void a_lost_refresh_sends_nothing_and_the_next_call_begins_again() {
        VENDOR.on(post(ISSUE), 201, token("access-1", "refresh-1", "2020-01-01T00:00:00Z"));
        VENDOR.on(post(REFRESH).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());

            Failure lost = VendorServer.refusal(client.trySend(
                    request().idempotencyKey(IdempotencyKey.random()).build()));
            assertThat(lost.type()).isEqualTo(ErrorType.UNREACHABLE);
            assertThat(lost.failover()).isTrue();

            VENDOR.on(post(REFRESH), 401, fixture("error-401.reply.json"));
            VENDOR.on(post(ISSUE), 201, token("access-3", "refresh-3", "2099-01-01T00:00:00Z"));
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
        }

        assertThat(wire()).endsWith(sent("access-3"));
    }

    @ParameterizedTest
    @CsvSource({
        "501, '{\"message\":\"token service disabled, contact your administrator\"}'",
        "404, Not Found",
        "403, ''",
        "429, ''",
        "500, '{\"message\":\"failed to handle request\"}'",
        "201, ''",
        "201, '[]'",
        "201, '{\"access_token\":null}'",
        "201, '{\"access_token\":\"has a blank\"}'"
    })
    void where_there_are_no_tokens_user_and_password_go_with_the_calls(int status, String body) {
        VENDOR.on(post(ISSUE), status, body);
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
        }

        assertThat(wire())
                .as("the server isn't asked again with each call")
                .containsExactly(
                        "POST " + ISSUE + " " + BASIC,
                        "POST " + MESSAGES + " " + BASIC,
                        "POST " + MESSAGES + " " + BASIC);
    }

    @Test
    void a_server_without_tokens_says_so_in_the_documented_words() {
        VENDOR.on(post(ISSUE), 501, fixture("token-disabled.reply.json"));

        try (SmsClient client = client()) {
            assertThat(client.trySend(
                            request().idempotencyKey(IdempotencyKey.random()).build()))
                    .isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void a_wrong_password_is_a_matter_of_credentials() {
        VENDOR.on(any(anyUrl()), 401, fixture("error-401.reply.json"));

        try (SmsClient client = client()) {
            assertThat(VendorServer.refusal(client.trySend(request()
                                    .idempotencyKey(IdempotencyKey.random())
                                    .build()))
                            .type())
                    .isEqualTo(ErrorType.AUTHENTICATION);
        }
        assertThat(VENDOR.asked()).containsExactly("POST " + ISSUE, "POST " + MESSAGES);
    }

    @Test
    void a_401_gets_a_new_token_and_the_send_is_made_once_more() {
        VENDOR.on(refusing("access-1"));
        VENDOR.on(post(REFRESH), 201, token("access-2", "refresh-2", "2099-01-01T00:00:00Z"));

        try (SmsClient client = client()) {
            SendOutcome outcome = client.trySend(
                    request().idempotencyKey(IdempotencyKey.random()).build());

            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(outcome.attempts()).hasSize(1);
        }
        assertThat(wire())
                .containsExactly(
                        "POST " + ISSUE + " " + BASIC,
                        sent("access-1"),
                        "POST " + REFRESH + " Bearer refresh-1",
                        sent("access-2"));
        List<String> bodies = VENDOR.requests().stream()
                .filter(loggedRequest -> loggedRequest.getUrl().equals(MESSAGES))
                .map(LoggedRequest::getBodyAsString)
                .toList();
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }

    @Test
    void a_second_401_is_the_answer() {
        VENDOR.on(refusing("access-1"));
        VENDOR.on(refusing("access-2"));
        VENDOR.on(post(REFRESH), 201, token("access-2", "refresh-2", "2099-01-01T00:00:00Z"));

        try (SmsClient client = client()) {
            assertThat(VendorServer.refusal(client.trySend(request()
                                    .idempotencyKey(IdempotencyKey.random())
                                    .build()))
                            .type())
                    .isEqualTo(ErrorType.AUTHENTICATION);
        }
        assertThat(VENDOR.asked().stream().filter(("POST " + MESSAGES)::equals)).hasSize(2);
    }

    @Test
    void a_401_after_which_no_token_can_be_had_falls_back_to_user_and_password() {
        try (SmsClient client = client()) {
            client.send(request().idempotencyKey(IdempotencyKey.random()).build());
            VENDOR.on(refusing("access-1"));
            VENDOR.on(post(REFRESH), 401, fixture("error-401.reply.json"));
            VENDOR.on(post(ISSUE), 501, fixture("token-disabled.reply.json"));

            assertThat(client.trySend(
                            request().idempotencyKey(IdempotencyKey.random()).build()))
                    .isInstanceOf(SendOutcome.Accepted.class);
        }

        assertThat(wire())
                .endsWith(
                        sent("access-1"),
                        "POST " + REFRESH + " Bearer refresh-1",
                        "POST " + ISSUE + " " + BASIC,
                        "POST " + MESSAGES + " " + BASIC);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 409, 500, 503})
    void no_other_status_makes_a_second_post(int status) {
        VENDOR.on(post(MESSAGES), status, error("no"));

        try (SmsClient client = client()) {
            client.trySend(request().idempotencyKey(IdempotencyKey.random()).build());
        }
        assertThat(VENDOR.asked().stream().filter(("POST " + MESSAGES)::equals)).hasSize(1);
    }

    @Test
    void a_server_that_breaks_before_the_token_has_sent_nothing() {
        VENDOR.on(post(ISSUE).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        try (SmsClient client = client()) {
            Failure failure = VendorServer.refusal(client.trySend(
                    request().idempotencyKey(IdempotencyKey.random()).build()));
            assertThat(failure.type()).isEqualTo(ErrorType.UNREACHABLE);
        }
        assertThat(VENDOR.asked()).containsExactly("POST " + ISSUE);
    }

    @Test
    void the_token_is_asked_for_within_the_deadline_of_the_send() {
        VENDOR.on(post(ISSUE).willReturn(aResponse().withFixedDelay(60_000)));
        long begin = System.nanoTime();

        try (SmsClient client = client()) {
            SendRequest request = request().deadline(Duration.ofMillis(700)).build();
            assertThat(VendorServer.refusal(client.trySend(request)).type()).isEqualTo(ErrorType.DEADLINE);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_token_that_the_server_repeats_is_not_repeated() {
        VENDOR.on(post(ISSUE), 201, token("canaryAccess", "canaryRefresh", "2099-01-01T00:00:00Z"));
        VENDOR.on(post(MESSAGES), 400, error("failed to validate: token canaryAccess is odd"));

        try (SmsClient client = client()) {
            SendOutcome outcome = client.trySend(
                    request().idempotencyKey(IdempotencyKey.random()).build());

            assertThat(VendorServer.refusal(outcome).reason()).contains("token", "is odd");
            assertThat(outcome.toString() + outcome.attempts()).doesNotContain("canary");
        }
    }

    @Test
    void many_threads_get_one_token() {
        VENDOR.on(post(ISSUE)
                .willReturn(aResponse().withStatus(201).withFixedDelay(200).withBody(fixture("token.reply.json"))));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SmsClient client = client()) {
            List<CompletableFuture<SendOutcome>> sends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SendRequest one = SendRequest.to("+79990001234").text("Hi").build();
                sends.add(client.sendAsync(one, threads));
            }
            assertThat(sends).allSatisfy(send -> assertThat(send.join()).isInstanceOf(SendOutcome.Accepted.class));
        } finally {
            threads.shutdown();
        }

        assertThat(VENDOR.asked().stream().filter(("POST " + ISSUE)::equals)).hasSize(1);
        assertThat(VENDOR.asked().stream().filter(("POST " + MESSAGES)::equals)).hasSize(8);
    }

    @Test
    void vendor_only_operations_use_the_token_too() {
        VENDOR.on(get("/3rdparty/v1/devices"), 200, fixture("devices.reply.json"));
        AndroidGateway gateway = VENDOR.door().tokenAuth(true).build();

        assertThat(gateway.account().devices()).hasSize(1);

        assertThat(wire()).containsExactly("POST " + ISSUE + " " + BASIC, "GET /3rdparty/v1/devices Bearer access-1");
        gateway.provider().close();
    }

    private static MappingBuilder refusing(String token) {
        return post(MESSAGES)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(aResponse().withStatus(401).withBody(fixture("error-401.reply.json")));
    }

    private static String token(String access, String refresh, String end) {
        return fixture("token.reply.json")
                .replace("access-1", access)
                .replace("refresh-1", refresh)
                .replace("2099-01-01T00:00:00Z", end);
    }

    private static String sent(String token) {
        return "POST " + MESSAGES + " Bearer " + token;
    }

    private static SmsClient client() {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().tokenAuth(true).build())
                .build();
    }

    /** Each request as method, path and credential. */
    private static List<String> wire() {
        List<String> wire = new ArrayList<>();
        VENDOR.requests()
                .forEach(loggedRequest -> wire.add(loggedRequest.getMethod() + " " + loggedRequest.getUrl() + " "
                        + loggedRequest.getHeader("Authorization")));
        return wire;
    }
}
