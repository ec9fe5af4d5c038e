package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvidersHealthTest {
    private static final Map<String, String> WRONG_KEY = Map.of("heliograph.providers.wavix.api-key", "wrong");

    private final Sandbox sandbox = Sandbox.builder().start();
    private final LastAttempts last = new LastAttempts();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private ProvidersHealth health(SmsClient client) {
        return new ProvidersHealth(client, last, null, null);
    }

    @Test
    void before_any_send_all_is_up_and_no_request_is_made() {
        SmsClient client = SandboxClients.client(sandbox, "wavix").build();
        assertThat(health(client).isUp()).isTrue();
        assertThat(health(client).details()).containsEntry("wavix", Map.of("state", "UP"));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void one_provider_that_is_down_is_shown_and_the_whole_is_up() {
        SmsClient client = SandboxClients.client(sandbox, WRONG_KEY, "wavix", "androidgateway")
                .listener(last)
                .build();
        client.trySend(SandboxClients.request().build());
        assertThat(health(client).isUp()).isTrue();
        assertThat(health(client).details().toString())
                .contains("wavix={state=DOWN")
                .contains("result=REJECTED, error=AUTHENTICATION")
                .contains("androidgateway={state=UP")
                .contains("result=ACCEPTED");
    }

    @Test
    void it_is_down_when_all_are() {
        SmsClient client = SandboxClients.client(sandbox, WRONG_KEY, "wavix").build();
        client.trySend(SandboxClients.request().build());
        assertThat(health(client).isUp()).isFalse();
    }

    @Test
    void providers_that_are_switched_off_do_not_keep_it_up() {
        SmsClient client = SandboxClients.client(
                        sandbox,
                        Map.of(
                                "heliograph.providers.wavix.api-key", "wrong",
                                "heliograph.providers.androidgateway.enabled", "false"),
                        "wavix",
                        "androidgateway")
                .build();
        client.trySend(SandboxClients.request().build());
        assertThat(health(client).isUp()).isFalse();
    }

    @Test
    void it_holds_no_number_and_no_text() {
        SmsClient client = SandboxClients.client(sandbox, WRONG_KEY, "wavix", "androidgateway")
                .listener(last)
                .build();
        client.trySend(SandboxClients.request().build());
        assertThat(health(client).details().toString())
                .doesNotContain("7700900123")
                .doesNotContain("482910");
    }

    @Test
    void a_balance_is_queried_once_in_its_interval() {
        ManualClock clock = new ManualClock();
        SmsClient client = SandboxClients.client(sandbox, "thaibulk").build();
        Balances balances = new Balances(client, Duration.ofMinutes(5), clock);
        String first = balances.of("thaibulk").orElseThrow();
        assertThat(first).matches("[0-9.]+ .+");

        sandbox.close();
        clock.pass(Duration.ofMinutes(4));
        assertThat(balances.of("thaibulk")).contains(first);
        clock.pass(Duration.ofMinutes(1));
        assertThat(balances.of("thaibulk")).contains("not known: UNREACHABLE");
    }

    @Test
    void nobody_waits_while_somebody_else_asks_a_vendor_that_is_slow() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + slow.getLocalPort();
            SmsClient client = SandboxClients.client(
                            sandbox, Map.of("heliograph.providers.thaibulk.base-url", url), "thaibulk")
                    .build();
            Balances balances = new Balances(client, Duration.ofMinutes(5), Clock.systemUTC());
            CompletableFuture<Optional<String>> first = CompletableFuture.supplyAsync(() -> balances.of("thaibulk"));
            try (Socket socket = slow.accept()) {
                assertThat(socket.getInputStream().read()).as("the question").isPositive();
                assertThat(balances.of("thaibulk")).contains("not known: the query is under way");
                assertThat(first).isNotDone();
            }
            assertThat(first.get(20, TimeUnit.SECONDS)).contains("not known: UNREACHABLE");
            assertThat(balances.of("thaibulk")).contains("not known: UNREACHABLE");
        }
    }

    @Test
    void a_vendor_that_never_says_has_no_balance() {
        SmsClient client = SandboxClients.client(sandbox, "nativehub").build();
        assertThat(new Balances(client, Duration.ofMinutes(5), Clock.systemUTC()).of("nativehub"))
                .isEmpty();
    }
}
