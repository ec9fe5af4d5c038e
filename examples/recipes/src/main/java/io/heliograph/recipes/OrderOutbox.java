package io.heliograph.recipes;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * How do a business row and its SMS commit together, so that neither is there without the other?
 *
 * <p>The transaction of {@code @Transactional} writes both, the row and the message; a worker sends the message after the commit, and
 * after a crash the next start does. {@code scripts/recipe outbox} runs it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = { // of another recipe, which doesn't know SQLite
            "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
            "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration"
        })
@Import(OrderOutbox.Orders.class)
class OrderOutbox {
    static class Orders {
        private final JdbcTemplate rows;
        private final Outbox outbox;

        Orders(JdbcTemplate rows, Outbox outbox) {
            this.rows = rows;
            this.outbox = outbox;
            rows.execute("CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY)");
        }

        @Transactional
        public void ship(String order, String phone) {
            outbox.enqueue(SendRequest.to(phone)
                    .from("ACME")
                    .text("Your order is on its way")
                    .idempotencyKey(IdempotencyKey.derive("order", order, "shipped"))
                    .build());
            rows.update("INSERT INTO orders (id) VALUES (?)", order); // the same order again: both are rolled back
        }
    }

    static ConfigurableApplicationContext start(Path folder, URI sandbox, boolean sends) {
        Path file = folder.resolve("orders.db").toAbsolutePath();
        return SpringApplication.run(
                OrderOutbox.class,
                "--spring.datasource.url=jdbc:sqlite:" + file + "?transaction_mode=IMMEDIATE", // or PostgreSQL
                "--heliograph.store=jdbc",
                "--heliograph.outbox.enabled=true",
                "--heliograph.outbox.workers=" + sends,
                "--heliograph.route=wavix",
                "--heliograph.sandbox.enabled=true",
                "--heliograph.sandbox.url=" + sandbox,
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off");
    }

    /** Ships one order, fails to ship another, ends before anything is sent, and starts again. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("heliograph-recipe");
        try (Sandbox sandbox = Sandbox.builder().start()) {
            try (ConfigurableApplicationContext application = start(folder, sandbox.url(), false)) {
                Orders orders = application.getBean(Orders.class);
                orders.ship("42", "+447700900123");
                try {
                    orders.ship("42", "+447700900124");
                } catch (RuntimeException e) {
                    Demo.say("the same order again: rolled back");
                }
                Demo.say(
                        "%d message waits, %d SMS; the application ends",
                        application.getBean(Outbox.class).health().waiting(),
                        sandbox.inbox().size());
            }
            try (ConfigurableApplicationContext application = start(folder, sandbox.url(), true)) {
                Demo.await("the message to be sent", () -> !sandbox.inbox().isEmpty());
                Outbox outbox = application.getBean(Outbox.class);
                Demo.await(
                        "its row",
                        () -> outbox.health().waiting() + outbox.health().sending() == 0);
                Demo.say("it has started again: %d SMS", sandbox.inbox().size());
            }
        }
    }
}
