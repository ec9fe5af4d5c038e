package io.heliograph.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class ShippedEventsTest {
    private static final String ORDER = "order-42";
    private static final String PHONE = "+447700900123";

    @TempDir
    @Nullable
    Path folder;

    private Path folder() {
        return Objects.requireNonNull(folder, "folder");
    }

    /** Another process that ships an order, and lives until it is killed. */
    static final class Shipping {
        private Shipping() {}

        public static void main(String[] arguments) {
            ShippedEvents.start(Path.of(arguments[0]), URI.create(arguments[1]))
                    .getBean(ShippedEvents.Orders.class)
                    .ship(ORDER, PHONE);
        }
    }

    @Test
    void an_event_that_could_not_be_sent_is_sent_once_after_a_restart() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
            try (ConfigurableApplicationContext application = ShippedEvents.start(folder(), sandbox.url())) {
                application.getBean(ShippedEvents.Orders.class).ship(ORDER, PHONE);
                assertThat(ShippedEvents.waiting(application)).isOne();
            }
            assertThat(sandbox.inbox()).isEmpty();
            sandbox.fault("wavix", SandboxFault.NONE);
            try (ConfigurableApplicationContext application = ShippedEvents.start(folder(), sandbox.url())) {
                Demo.await("the event to be published again", () -> ShippedEvents.waiting(application) == 0);
                new ShippedEvents.Notices(application.getBean(SmsClient.class))
                        .on(new ShippedEvents.OrderShipped(ORDER, PHONE)); // and again
            }
            assertThat(sandbox.inbox())
                    .singleElement()
                    .satisfies(sms -> assertThat(sms.to()).isEqualTo(PHONE));
        }
    }

    @Test
    void a_process_that_is_killed_while_it_sends_leaves_the_event_and_nothing_is_sent_twice() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
            Process process = shipping(sandbox);
            try {
                Demo.await("the vendor to have it", () -> !sandbox.inbox().isEmpty() || !process.isAlive());
            } finally {
                process.destroyForcibly(); // kill -9
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            sandbox.fault("wavix", SandboxFault.NONE);
            try (ConfigurableApplicationContext application = ShippedEvents.start(folder(), sandbox.url())) {
                ShippedEvents.Notices notices = new ShippedEvents.Notices(application.getBean(SmsClient.class));
                assertThatThrownBy(() -> notices.on(new ShippedEvents.OrderShipped(ORDER, PHONE)))
                        .hasMessageContaining("published again");
                assertThat(ShippedEvents.waiting(application)).isOne();
            }
            assertThat(sandbox.inbox()).hasSize(1);
        }
    }

    private Process shipping(Sandbox sandbox) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Shipping.class.getName(),
                        folder().toString(),
                        sandbox.url().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
