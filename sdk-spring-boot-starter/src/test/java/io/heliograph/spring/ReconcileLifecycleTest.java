package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendOutcome;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReconcileLifecycleTest {
    private final CompletableFuture<SendOutcome> reconciled = new CompletableFuture<>();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
            .withBean("listener", SmsEventListener.class, () -> new SmsEventListener() {
                @Override
                public void reconciled(SendOutcome outcome) {
                    reconciled.complete(outcome);
                }
            })
            .withPropertyValues("heliograph.sandbox.enabled=true");

    /** Threads of contexts that other tests have left open are among them. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("heliograph-reconcile"));
        return threads;
    }

    private static Set<Thread> threadsSince(Set<Thread> before) {
        Set<Thread> threads = threads();
        threads.removeAll(before);
        return threads;
    }

    @Test
    void one_thread_looks_up_unknown_sends_until_the_application_ends() throws InterruptedException {
        Set<Thread> before = threads();
        Set<Thread> started = new HashSet<>();
        context.withPropertyValues("heliograph.reconcile.interval=1s").run(assertableApplicationContext -> {
            started.addAll(threadsSince(before));
            assertThat(started)
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
            SmsClient client = assertableApplicationContext.getBean(SmsClient.class);
            assertableApplicationContext.getBean(Sandbox.class).fault("androidgateway", SandboxFault.ACCEPT_THEN_HANG);
            SendOutcome outcome = client.trySend(SandboxClients.request()
                    .route("androidgateway")
                    .deadline(Duration.ofSeconds(1))
                    .build());
            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);

            assertThat(reconciled.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(client.unresolved()).isEmpty();
            assertThat(assertableApplicationContext.getBean(Sandbox.class).inbox())
                    .hasSize(1);
        });
        for (Thread thread : started) {
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.reconcile.enabled=false", "heliograph.retry.reconcile=false"})
    void it_can_be_switched_off(String property) {
        Set<Thread> before = threads();
        context.withPropertyValues(property).run(assertableApplicationContext -> {
            assertThat(assertableApplicationContext).hasSingleBean(SmsClient.class);
            assertThat(threadsSince(before)).isEmpty();
        });
    }

    @Test
    void a_context_that_is_paused_has_no_thread_until_it_goes_on() throws InterruptedException {
        Set<Thread> before = threads();
        context.run(assertableApplicationContext -> {
            Set<Thread> first = threadsSince(before);
            assertThat(first).hasSize(1);
            assertableApplicationContext.stop();
            for (Thread thread : first) {
                thread.join(30_000);
            }
            assertThat(threadsSince(before)).isEmpty();
            assertableApplicationContext.start();
            assertThat(threadsSince(before)).hasSize(1);
        });
    }

    @Test
    void times_that_make_no_sense_are_named() {
        for (String setting : List.of("interval=10ms", "interval=2d", "max-age=0s")) {
            context.withPropertyValues("heliograph.reconcile." + setting)
                    .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining(
                                    "heliograph.reconcile." + setting.replaceAll("=.*", "") + " must be"));
        }
    }
}
