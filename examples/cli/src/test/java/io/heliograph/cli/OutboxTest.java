package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    /** An application that has enqueued one message which can't be sent, and another for later. */
    @BeforeEach
    void enqueue() throws InterruptedException {
        file = folder.resolve("sms.db");
        CountDownLatch dead = new CountDownLatch(1);
        OutboxListener listener = new OutboxListener() {
            @Override
            public void dead(IdempotencyKey key, String reason) {
                dead.countDown();
            }
        };
        try (Sandbox sandbox = Sandbox.builder().start();
                JdbcStore store = SqliteStore.open(file);
                SmsClient client = SmsClient.builder()
                        .settings(Settings.of(Map.of(
                                "heliograph.providers.wavix.base-url",
                                sandbox.baseUrl("wavix").toString(),
                                "heliograph.providers.wavix.api-key",
                                sandbox.credentials("wavix").get("api-key"))))
                        .idempotencyStore(store.idempotency())
                        .build();
                Outbox outbox =
                        store.outbox(OutboxSettings.builder().listener(listener).build())) {
            SendRequest.Builder request =
                    SendRequest.to("+447700900123").from("ACME").text("Your code is 482910");
            outbox.enqueue(request.idempotencyKey("dead-1").route("nobody").build());
            outbox.enqueue(
                    request.idempotencyKey("waiting-1").build(), Instant.now().plus(Duration.ofDays(1)));
            outbox.start(client);
            assertThat(dead.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("outbox"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--store", file.toString()));
        return Run.of(Map.of(), all.toArray(String[]::new));
    }

    @Test
    void dead_letters_are_listed_with_their_reason_and_without_text_and_number() {
        Run list = run("list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains("dead-1  dead  +44…23, enqueued ", "nobody", "1 waiting", "1 dead")
                .doesNotContain("482910")
                .doesNotContain("7700900123");
        assertThat(run("list", "--state", "waiting").out()).contains("waiting-1  waiting  +44…23");
    }

    @Test
    void a_dead_letter_is_retried_and_another_message_is_not() {
        assertThat(run("retry", "dead-1").out()).isEqualToIgnoringNewLines("dead-1 waits");
        assertThat(run("list").out()).contains("2 waiting", "0 dead");

        Run again = run("retry", "dead-1");
        assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(again.err()).contains("waits in the outbox and is sent by itself");
    }

    @Test
    void messages_are_dropped() {
        assertThat(run("drop", "dead-1", "waiting-1").exitCode()).isZero();
        assertThat(run("list").out()).contains("0 waiting", "0 dead");
        assertThat(run("drop", "dead-1").err()).contains("isn't in the outbox");
    }

    @Test
    void a_wrong_state_and_a_missing_store_say_what_would_be_right() {
        Run state = run("list", "--state", "lost");
        assertThat(state.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(state.err()).contains("there are dead, sending, sent, unknown, waiting");

        Run none = Run.of(Map.of(), "outbox", "list", "--no-store");
        assertThat(none.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(none.err()).contains("--store FILE");
    }
}
