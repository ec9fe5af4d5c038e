package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileTest {
    @TempDir
    private Path folder = Path.of("");

    private final Sandbox sandbox = Sandbox.builder().start();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setUp() {
        environment.put("HELIOGRAPH_STORE", folder.resolve("sms.db").toString());
        String gateway = "HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_";
        environment.put(gateway + "BASE_URL", sandbox.baseUrl("androidgateway").toString());
        environment.put(
                "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL", sandbox.baseUrl("wavix").toString());
        environment.put("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "sandbox");
        sandbox.credentials("androidgateway")
                .forEach((name, value) -> environment.put(
                        gateway + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), value));
        environment.put("HELIOGRAPH_RETRY_RECONCILE", "false");
    }

    @AfterEach
    void tearDown() {
        sandbox.close();
    }

    private Run run(String... arguments) {
        return Run.of(environment, arguments);
    }

    private Run send(String provider, String key, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("send", "--to", "+66812345678", "--from", "ACME", "--text", "Hi"));
        arguments.addAll(List.of("--provider", provider, "--key", key));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /** A send whose answer is lost. */
    private void lose(String provider, String key) {
        sandbox.fault(provider, SandboxFault.ACCEPT_THEN_HANG);
        Run send = send(provider, key, "--deadline", "2500ms");
        assertThat(send.exitCode()).as(send.err()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
        assertThat(send.err()).contains("--key " + key + " and --reconcile");
        sandbox.fault(provider, SandboxFault.NONE);
    }

    @Test
    void the_same_command_with_reconcile_finds_out_and_sends_nothing() {
        lose("androidgateway", "order-17");

        Run reconcile = send("androidgateway", "order-17", "--reconcile");

        assertThat(reconcile.exitCode()).as(reconcile.err()).isZero();
        assertThat(reconcile.out()).contains("accepted  androidgateway:order-17");
        assertThat(sandbox.inbox()).hasSize(1);
        assertThat(run("reconcile", "--pending").out()).isEqualToIgnoringNewLines("nothing is unresolved");
        assertThat(run("reconcile", "order-17").out()).startsWith("order-17  accepted  androidgateway:order-17");
    }

    @Test
    void nothing_to_reconcile_needs_no_provider() {
        environment.keySet().removeIf(name -> name.startsWith("HELIOGRAPH_PROVIDERS_"));

        Run text = run("reconcile", "--pending");
        Run json = run("reconcile", "--pending", "--json");

        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).isEqualToIgnoringNewLines("nothing is unresolved");
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(json.out()).isEqualToIgnoringWhitespace("{\"outcomes\":[]}");
    }

    @Test
    void reconcile_needs_the_same_text_and_a_key_of_the_store() {
        lose("androidgateway", "order-17");

        Run other = run("send", "--to", "+66812345678", "--text", "Bye", "--key", "order-17", "--reconcile");
        Run none = send("androidgateway", "order-18", "--reconcile");

        assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(none.errors()).last().asString().endsWith("nothing new was sent");
        assertThat(send("androidgateway", "order-17", "--reconcile", "--no-store")
                        .exitCode())
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void what_stays_unknown_exits_76_and_stays_pending() {
        lose("wavix", "order-18");

        Run reconcile = run("reconcile", "--pending");

        assertThat(reconcile.exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
        assertThat(reconcile.out().lines()).singleElement().asString().startsWith("order-18  unknown  by wavix: ");
        assertThat(reconcile.errors()).singleElement().asString().contains("--key", "--reconcile");
        Run again = run("reconcile", "order-18", "--json");
        assertThat(again.exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
        assertThat(again.out()).contains("\"outcome\": \"unknown\"", "order-18");
        assertThat(sandbox.inbox()).hasSize(1);
    }

    /** As a process does that dies before its first request. */
    private void claimAndDie(String key) {
        try (JdbcStore store = SqliteStore.open(folder.resolve("sms.db"))) {
            store.idempotency()
                    .claim(
                            IdempotencyKey.of(key),
                            Fingerprint.of(
                                    SendRequest.to("+66812345678").text("Hi").build()),
                            "process",
                            Duration.ofNanos(1_000));
        }
    }

    @Test
    void what_asked_no_provider_was_not_sent_and_more_than_the_limit_exits_76() {
        claimAndDie("order-20");
        claimAndDie("order-21");

        Run first = run("reconcile", "--pending", "--limit", "1");
        Run second = run("reconcile", "--pending", "--limit", "1");

        assertThat(first.out()).startsWith("order-20  not sent  ");
        assertThat(first.out().lines()).hasSize(1);
        assertThat(first.exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
        assertThat(second.out()).startsWith("order-21  not sent  ");
        assertThat(second.exitCode()).isZero();
    }

    @Test
    void a_key_that_is_not_in_the_store_exits_65() {
        Run reconcile = run("reconcile", "order-17");

        assertThat(reconcile.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(reconcile.errors()).containsExactly("sms: order-17 isn't in the store");
    }

    @Test
    void keys_or_all_but_not_both_and_not_none() {
        assertThat(run("reconcile").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("reconcile", "--pending", "order-17").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("reconcile", "--pending", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("reconcile", "order-17", "--no-store").exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }
}
