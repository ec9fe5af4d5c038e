package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.SmsClient;
import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

class SendsLifecycleTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch countDownLatch = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Holds a send where its request is about to go out. */
    private final SmsEventListener holding = new SmsEventListener() {
        @Override
        public void attemptStarted(IdempotencyKey key, String provider, int number) {
            countDownLatch.countDown();
            await(goOn);
        }

        @Override
        public void sendEnded(SendCompletion end) {
            ends.add(end.outcome()
                    .map(outcome -> outcome.getClass().getSimpleName())
                    .orElse("threw"));
        }
    };

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
            .withBean("holding", SmsEventListener.class, () -> holding)
            .withPropertyValues("heliograph.sandbox.enabled=true");

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static SendRequest request() {
        return SendRequest.to("+447700900123")
                .from("ACME")
                .text("hello")
                .route("wavix")
                .idempotencyKey("order-42")
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        goOn.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Runs at a place in the end of the application. */
    private static SmartLifecycle at(int phase, Runnable end) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
            }

            @Override
            public void stop() {
                running = false;
                end.run();
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return phase;
            }
        };
    }

    @Test
    void the_end_of_the_application_waits_for_a_send_that_is_under_way() {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        context.withBean(
                        "last",
                        SmartLifecycle.class,
                        // Is stopped just before the sends are, so that the send ends while these are waited for.
                        () -> at(SendsLifecycle.PHASE + 1, goOn::countDown))
                .run(assertableApplicationContext -> {
                    SmsClient client = assertableApplicationContext.getBean(SmsClient.class);
                    CompletableFuture<Void> unused =
                            client.sendAsync(request(), threads).thenAccept(outcome::complete);
                    await(countDownLatch);
                });

        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.join()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(ends).containsExactly("Accepted");
    }

    @Test
    void requests_that_the_web_server_still_serves_can_send() {
        CompletableFuture<SendOutcome> during = new CompletableFuture<>();
        CompletableFuture<SendOutcome> after = new CompletableFuture<>();
        goOn.countDown();
        context.run(assertableApplicationContext -> {
            SmsClient client = assertableApplicationContext.getBean(SmsClient.class);
            // Where Spring Boot's graceful shutdown and the stop of its web server are.
            assertableApplicationContext
                    .getBeanFactory()
                    .registerSingleton(
                            "server",
                            at(SmartLifecycle.DEFAULT_PHASE - 2048, () -> during.complete(client.trySend(request()))));
            assertableApplicationContext
                    .getBeanFactory()
                    .registerSingleton(
                            "late",
                            at(
                                    SendsLifecycle.PHASE - 1,
                                    () -> after.complete(client.trySend(SendRequest.to("+447700900123")
                                            .text("hello")
                                            .build()))));
            assertableApplicationContext.getBean("server", SmartLifecycle.class).start();
            assertableApplicationContext.getBean("late", SmartLifecycle.class).start();
        });

        assertThat(during.join()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(after.join())
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected -> assertThat(rejected.failure().reason()).contains("the client is closed"));
    }

    @Test
    void what_has_not_ended_in_time_is_logged_with_its_key() {
        Logger logger = (Logger) LoggerFactory.getLogger(SmsClient.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
        try {
            context.withPropertyValues("heliograph.shutdown-timeout=1ms").run(assertableApplicationContext -> {
                CompletableFuture<SendOutcome> unused =
                        assertableApplicationContext.getBean(SmsClient.class).sendAsync(request(), threads);
                await(countDownLatch);
            });
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }

        assertThat(appender.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("closed while 1 sends were under way, whose outcomes are unknown: [order-42]");
    }

    @Test
    void a_context_that_is_only_stopped_can_send_when_it_is_started_again() {
        goOn.countDown();
        context.run(assertableApplicationContext -> {
            assertableApplicationContext.stop();
            assertableApplicationContext.start();
            assertThat(assertableApplicationContext.getBean(SmsClient.class).trySend(request()))
                    .isInstanceOf(SendOutcome.Accepted.class);
            assertThat(assertableApplicationContext.getBean(Sandbox.class).inbox())
                    .hasSize(1);
        });
    }

    @Test
    void it_waits_a_little_less_than_spring_does() {
        assertThat(SendsLifecycle.within(Duration.ofSeconds(7), Duration.ofSeconds(30)))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(SendsLifecycle.within(Duration.ofSeconds(30), Duration.ofSeconds(30)))
                .isEqualTo(Duration.ofSeconds(29));
        assertThat(SendsLifecycle.within(Duration.ofSeconds(30), Duration.ofSeconds(5)))
                .isEqualTo(Duration.ofMillis(4500));
    }
}
