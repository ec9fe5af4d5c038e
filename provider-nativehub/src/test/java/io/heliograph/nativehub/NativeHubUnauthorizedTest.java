package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.request;
import static io.heliograph.nativehub.NativeHubVendor.taken;
import static io.heliograph.nativehub.NativeHubVendor.unauthorized;
import static io.heliograph.testkit.VendorServer.json;
import static io.heliograph.testkit.VendorServer.message;
import static io.heliograph.testkit.VendorServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.DeadlineException;
import io.heliograph.error.SmsException;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.RecordingProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The cost of a 401 and of a failed login for a client that logs in, and logins under concurrency. */
class NativeHubUnauthorizedTest {
    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    private static SmsClient client() {
        return builder(VENDOR.userDoor().build()).build();
    }

    private static SmsClientBuilder builder(VendorClient nativeHub) {
        return SmsClient.builder().retry(RetryPolicy.none()).provider(nativeHub);
    }

    @Test
    void a_401_to_a_send_gets_a_new_token_and_the_send_is_made_once_more() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", unauthorized(), taken());

        try (SmsClient client = client()) {
            assertThat(message(client.trySend(request().build())).status()).isEqualTo(Status.QUEUED);
        }

        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/auth/refresh")).isEqualTo(1);
        assertThat(VENDOR.requests())
                .filteredOn(sent -> sent.getUrl().equals("/api/v1/messages"))
                .extracting(sent -> sent.getHeader("Authorization"))
                .containsExactlyInAnyOrder("Bearer access-1", "Bearer access-2");
    }

    @Test
    void a_401_for_ever_ends_after_the_second_try() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", unauthorized());
        RecordingProvider second = new RecordingProvider("second");

        try (SmsClient client =
                builder(VENDOR.userDoor().build()).provider(second).build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(message(outcome).provider()).isEqualTo("second");
            assertThat(outcome.attempts().get(0).error()).isEqualTo(ErrorType.AUTHENTICATION);
        }

        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(2);
        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/auth/refresh")).isEqualTo(1);
    }

    @Test
    void a_401_everywhere_ends_after_one_refresh_and_one_more_login() {
        VENDOR.saysAt(
                "/auth/login",
                json(200, fixture("login.reply.json")),
                json(401, error("Invalid username or password")));
        VENDOR.saysAt("/auth/refresh", unauthorized());
        VENDOR.saysAt("/messages", unauthorized());

        try (SmsClient client = client()) {
            Failure failure = refusal(client.trySend(request().build()));

            assertThat(failure.type()).isEqualTo(ErrorType.AUTHENTICATION);
            assertThat(failure.reason()).contains("the login failed: user name or password refused");
        }

        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/auth/refresh")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 408})
    void an_unknown_second_attempt_is_unknown_and_ends_the_send(int status) {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", unauthorized(), json(status, "<html>"));

        try (SmsClient client = client()) {
            assertThat(client.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
        }

        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(2);
    }

    @Test
    void a_query_is_repeated_once_after_a_401() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages/msg_1", unauthorized(), json(200, fixture("send-full.reply.json")));
        VENDOR.saysAt("/messages/msg_2", unauthorized());

        try (SmsClient client = client()) {
            assertThat(client.status(new MessageId("nativehub", "msg_1")).status())
                    .isEqualTo(Status.DELIVERED);
            assertThat(catchThrowableOfType(
                            CredentialsException.class, () -> client.status(new MessageId("nativehub", "msg_2"))))
                    .isNotNull();
        }

        VENDOR.verify(
                1,
                getRequestedFor(urlEqualTo("/api/v1/messages/msg_1"))
                        .withHeader("Authorization", equalTo("Bearer access-2")));
        assertThat(VENDOR.requestsAt("/messages/msg_2")).isEqualTo(2);
    }

    @Test
    void a_vendor_only_operation_logs_in_too_and_is_repeated_once_after_a_401() {
        VENDOR.logsIn();
        VENDOR.saysAt("/dnc", unauthorized(), json(201, fixture("dnc-add.reply.json")));
        NativeHub nativeHub = VENDOR.userDoor().build();

        assertThat(nativeHub
                        .account()
                        .addDnc(PhoneNumber.of("+8801712345678"), null)
                        .id())
                .startsWith("99999999");

        nativeHub.provider().close();
        assertThat(VENDOR.requestsAt("/dnc")).isEqualTo(2);
    }

    @Test
    void with_a_key_or_a_token_a_401_is_final() {
        VENDOR.says(401, error("invalid api key"));
        for (NativeHub.Builder login :
                List.of(NativeHub.builder().apiKey("key"), NativeHub.builder().token("token"))) {
            try (SmsClient client =
                    builder(login.baseUrl(VENDOR.baseUrl()).build()).build()) {
                assertThat(refusal(client.trySend(request().build())).type()).isEqualTo(ErrorType.AUTHENTICATION);
            }
        }

        assertThat(VENDOR.requests()).as("one POST for each").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "401, Invalid username or password, AUTHENTICATION",
        "403, account is not active,        ACCOUNT",
        "400, bad request,                  INVALID_REQUEST",
        "429, rate limit exceeded,          RATE_LIMITED",
        "500, internal server error,        PROVIDER_ERROR",
        "404, not found,                    CONFIGURATION"
    })
    void a_rejected_login_means_that_nothing_was_sent(int status, String text, ErrorType type) {
        VENDOR.saysAt("/auth/login", json(status, error(text + " for ops@example.com with correct horse battery")));
        VENDOR.saysAt("/messages", taken());

        try (SmsClient client = client()) {
            Failure failure = refusal(client.trySend(request().build()));

            assertThat(failure.type()).isEqualTo(type);
            assertThat(failure.reason()).contains("the login failed").doesNotContain("ops@example.com", "horse");
        }
        assertThat(VENDOR.requestsAt("/messages")).isZero();
        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{}",
                "{\"access_token\":null}",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"\"}"
            })
    void a_login_without_a_token_means_that_nothing_was_sent(String body) {
        VENDOR.saysAt("/auth/login", json(200, body));
        VENDOR.saysAt("/messages", taken());

        try (SmsClient client = client()) {
            assertThat(refusal(client.trySend(request().build())).type()).isEqualTo(ErrorType.PROVIDER_ERROR);
        }
        assertThat(VENDOR.requestsAt("/messages")).isZero();
    }

    @Test
    void a_login_that_failed_is_tried_again_by_the_next_send() {
        VENDOR.saysAt("/auth/login", json(500, error("oops")), json(200, fixture("login.reply.json")));
        VENDOR.saysAt("/messages", taken());

        try (SmsClient client = client()) {
            refusal(client.trySend(request().build()));
            message(client.trySend(request().build()));
        }
        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(1);
    }

    @Test
    void a_silent_login_costs_the_deadline_and_nothing_was_sent() {
        VENDOR.saysAt("/auth/login", json(200, fixture("login.reply.json")).withFixedDelay(20_000));
        try (SmsClient client = client()) {
            long begin = System.nanoTime();
            SendOutcome outcome =
                    client.trySend(request().deadline(Duration.ofMillis(300)).build());

            assertThat(refusal(outcome).type()).isEqualTo(ErrorType.DEADLINE);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(VENDOR.requestsAt("/messages")).isZero();
    }

    /** The responses to the login and the send, each echoing the whole request. */
    static List<Arguments> endings() {
        String echo =
                error("user ops@example.com with correct horse battery or access-1 may not send 'Your OTP is 123456' "
                        + "to +8801712345678");
        ResponseDefinitionBuilder login = json(200, fixture("login.reply.json"));
        return List.of(
                Arguments.of(json(401, echo), taken()),
                Arguments.of(json(500, echo), taken()),
                Arguments.of(json(200, "<p>" + echo), taken()),
                Arguments.of(login, json(400, echo)),
                Arguments.of(login, json(401, echo)),
                Arguments.of(login, json(500, echo)),
                Arguments.of(login, json(200, echo)),
                Arguments.of(login, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), taken()));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void no_credential_number_or_text_is_seen(ResponseDefinitionBuilder login, ResponseDefinitionBuilder answer) {
        VENDOR.saysAt("/auth/login", login);
        VENDOR.saysAt("/auth/refresh", json(401, error("refresh-1 is refused")));
        VENDOR.saysAt("/messages", answer);
        VENDOR.saysAt("/messages/msg_1", answer);
        Logger logger = (Logger) LoggerFactory.getLogger("io.heliograph");
        ListAppender<ILoggingEvent> logs = new ListAppender<>();
        logs.start();
        logger.addAppender(logs);
        logger.setLevel(Level.TRACE);
        StringWriter seen = new StringWriter();
        try (SmsClient client = client()) {
            seen.append(client.trySend(request().build()).toString());
            seen.append(client.status(new MessageId("nativehub", "msg_1")).toString());
        } catch (SmsException e) {
            e.printStackTrace(new PrintWriter(seen));
        } finally {
            logger.detachAppender(logs);
            logger.setLevel(null);
        }
        logs.list.forEach(event -> seen.append(event.getFormattedMessage()));

        assertThat(seen.toString())
                .contains("attempt 1")
                .doesNotContain(
                        "ops@example.com", "horse", "battery", "access-1", "refresh-1", "123456", "8801712345678");
    }

    /** Blocks every login until it is released. */
    private static final class HeldLogin {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        HttpOptions options() {
            return HttpOptions.defaults()
                    .using(new OkHttpClient.Builder()
                            .addInterceptor(chain -> {
                                if (chain.request().url().encodedPath().endsWith("/auth/login")) {
                                    entered.countDown();
                                    await(letGo);
                                }
                                return chain.proceed(chain.request());
                            })
                            .build());
        }

        static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void many_threads_share_one_login() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", taken());
        HeldLogin held = new HeldLogin();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SmsClient client =
                builder(VENDOR.userDoor().http(held.options()).build()).build()) {
            List<CompletableFuture<SendOutcome>> sends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sends.add(client.sendAsync(request().build(), threads));
            }
            HeldLogin.await(held.entered);
            held.letGo.countDown();
            assertThat(sends).allSatisfy(send -> message(send.join()));
        } finally {
            threads.shutdown();
        }

        assertThat(VENDOR.requestsAt("/auth/login")).isEqualTo(1);
        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(8);
    }

    @Test
    void waiting_for_another_threads_login_ends_at_the_own_deadline() {
        VENDOR.logsIn();
        VENDOR.saysAt("/messages", taken());
        HeldLogin held = new HeldLogin();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SmsClient client =
                builder(VENDOR.userDoor().http(held.options()).build()).build()) {
            CompletableFuture<SendOutcome> first = client.sendAsync(request().build(), thread);
            HeldLogin.await(held.entered);

            SendOutcome second =
                    client.trySend(request().deadline(Duration.ofMillis(200)).build());
            assertThat(refusal(second).type()).isEqualTo(ErrorType.DEADLINE);
            assertThat(first).isNotDone();

            held.letGo.countDown();
            message(first.join());
        } finally {
            thread.shutdown();
        }
        assertThat(VENDOR.requestsAt("/messages")).isEqualTo(1);
    }

    @Test
    void an_interrupt_while_waiting_for_a_login_is_kept_and_nothing_is_sent() {
        VENDOR.logsIn();
        Thread.currentThread().interrupt();
        try (SmsClient client = client()) {
            assertThat(catchThrowableOfType(
                            DeadlineException.class, () -> client.status(new MessageId("nativehub", "msg_1"))))
                    .isNotNull();
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(VENDOR.requests()).isEmpty();
    }
}
