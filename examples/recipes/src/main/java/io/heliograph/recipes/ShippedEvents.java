package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * How does an event of Spring Modulith become one SMS, also if the process ends in between?
 *
 * <p>The transaction that publishes the event stores it, and it is published again until its listener has returned. So the listener
 * may be called twice; the key, which is made of the event's own id, makes that one SMS. {@code scripts/recipe modulith} runs it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
@Import({ShippedEvents.Orders.class, ShippedEvents.Notices.class, ShippedEvents.Republishing.class})
class ShippedEvents {
    /** What happened; the id is the order's, however often the event is published. */
    record OrderShipped(String id, String phone) {}

    static class Orders {
        private final JdbcTemplate rows;
        private final ApplicationEventPublisher events;

        Orders(JdbcTemplate rows, ApplicationEventPublisher events) {
            this.rows = rows;
            this.events = events;
            rows.execute("CREATE TABLE IF NOT EXISTS orders (id VARCHAR(36) PRIMARY KEY)");
        }

        @Transactional
        public void ship(String order, String phone) {
            rows.update("INSERT INTO orders (id) VALUES (?)", order);
            events.publishEvent(new OrderShipped(order, phone));
        }
    }

    static class Notices {
        private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

        private final SmsClient sms;

        Notices(SmsClient sms) {
            this.sms = sms;
        }

        /** Not {@code @ApplicationModuleListener}: its transaction would keep a connection while the provider is called. */
        @Async
        @TransactionalEventListener
        public void on(OrderShipped event) {
            SendRequest request = SendRequest.to(event.phone())
                    .from("ACME")
                    .text("Your order is on its way")
                    .idempotencyKey(IdempotencyKey.derive("order", event.id(), "shipped"))
                    .build();
            SendOutcome outcome = sms.trySend(request);
            if (outcome instanceof SendOutcome.Unknown) {
                outcome = sms.reconcile(request); // asks the provider, where it can be asked
            }
            if (outcome instanceof SendOutcome.Rejected rejected
                    && !rejected.failure().retryable()) {
                LOG.warn("order {} has no SMS: {}", event.id(), rejected.errorType());
            } else if (!(outcome instanceof SendOutcome.Accepted)) {
                throw new IllegalStateException("not certain yet: the event stays, and is published again");
            }
        }
    }

    static class Republishing {
        private final IncompleteEventPublications events;

        Republishing(IncompleteEventPublications events) {
            this.events = events;
        }

        @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
        public void again() {
            events.resubmitIncompletePublicationsOlderThan(Duration.ofMinutes(1));
        }
    }

    static ConfigurableApplicationContext start(Path folder, URI sandbox) {
        return SpringApplication.run(
                ShippedEvents.class,
                // Without a delay: H2 writes a commit up to half a second later, and a kill before that loses order and
                // event.
                "--spring.datasource.url=jdbc:h2:" + folder.resolve("orders").toAbsolutePath() + ";WRITE_DELAY=0",
                "--spring.modulith.events.jdbc.schema-initialization.enabled=true",
                "--spring.modulith.events.republish-outstanding-events-on-restart=true",
                "--heliograph.store=" + folder.resolve("sms.db").toAbsolutePath(),
                "--heliograph.deadline=2s",
                "--heliograph.route=wavix",
                "--heliograph.sandbox.enabled=true",
                "--heliograph.sandbox.url=" + sandbox,
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off");
    }

    static int waiting(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcTemplate.class)
                .queryForList("SELECT id FROM event_publication WHERE completion_date IS NULL")
                .size();
    }

    /** Ships an order while the provider takes nothing, ends, and starts again. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("heliograph-recipe");
        try (Sandbox sandbox = Sandbox.builder().start()) {
            sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
            try (ConfigurableApplicationContext application = start(folder, sandbox.url())) {
                application.getBean(Orders.class).ship("42", "+447700900123");
                Demo.say(
                        "the order is shipped, and the provider takes nothing: %d SMS, %d event waits",
                        sandbox.inbox().size(), waiting(application));
            }
            sandbox.fault("wavix", SandboxFault.NONE);
            Demo.say("the application has ended, and starts again");
            try (ConfigurableApplicationContext application = start(folder, sandbox.url())) {
                Demo.await("the event to be published again", () -> waiting(application) == 0);
                Demo.say("%d SMS, %d events wait", sandbox.inbox().size(), waiting(application));
            }
        }
    }
}
