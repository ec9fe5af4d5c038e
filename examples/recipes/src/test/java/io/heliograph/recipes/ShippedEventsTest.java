package io.heliograph.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** What is on the disk is what a {@code kill -9} at this moment would leave. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void a_process_that_is_killed_while_it_sends_leaves_the_event_and_nothing_is_sent_twice(@TempDir Path killed)
            throws IOException {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
            try (ConfigurableApplicationContext application = ShippedEvents.start(folder(), sandbox.url())) {
                application.getBean(ShippedEvents.Orders.class).ship(ORDER, PHONE);
                Demo.await("the vendor to have it", () -> !sandbox.inbox().isEmpty());
                copy(folder(), killed);
                sandbox.fault("wavix", SandboxFault.NONE);
            }
            try (ConfigurableApplicationContext application = ShippedEvents.start(killed, sandbox.url())) {
                ShippedEvents.Notices notices = new ShippedEvents.Notices(application.getBean(SmsClient.class));
                assertThatThrownBy(() -> notices.on(new ShippedEvents.OrderShipped(ORDER, PHONE)))
                        .hasMessageContaining("published again");
                assertThat(ShippedEvents.waiting(application)).isOne();
            }
            assertThat(sandbox.inbox()).hasSize(1);
        }
    }
}
