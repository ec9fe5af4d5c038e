package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.change.MessageChanges;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.MessageChange;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.SimulatedVendorFactory;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.spi.VendorFaults;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor that isn't built in: form-encoded, and unlike the built-in ones. */
class AddedVendorTest {
    /** Accepts forms, sends a signed form as the webhook of each message at once, and accepts replies. */
    private static final class FormVendor implements SimulatedVendor {
        private static final List<VendorFault> FAULTS =
                List.of(new VendorFault("E-402", Effect.REFUSES_SEND, "999402", "402"));

        private final VendorContext context;
        private final String name;
        private int sent;
        private final VendorFaults faults;
        private @Nullable URI target;

        FormVendor(VendorContext context, String name) {
            this.context = context;
            this.name = name;
            faults = new VendorFaults(context, name, FAULTS);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<VendorFault> faults() {
            return faults.all();
        }

        @Override
        public synchronized SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
            Map<String, String> form = request.form();
            if (form.containsKey("Bug")) {
                throw new IllegalStateException("secret 66812345678");
            }
            if (form.containsKey("Callback")) {
                return SandboxResponse.text(
                        200,
                        context.webhookTarget(form.getOrDefault("Callback", "")).isPresent() ? "yes" : "no");
            }
            if (rateLimited) {
                return SandboxResponse.of(429, "application/xml", "<Error/>");
            }
            Optional<VendorFault> fault = faults.take(Effect.REFUSES_SEND, List.of(form.getOrDefault("To", "")));
            if (fault.isPresent()) {
                return SandboxResponse.of(
                        402, "application/xml", "<Code>" + fault.get().code() + "</Code>");
            }
            Instant now = context.clock().instant();
            sent++;
            String id = "f-" + sent;
            MessageTimeline timeline = new MessageTimeline(
                    List.of(new Step(now, "sent"), new Step(now.plus(context.deliverAfter()), "delivered")));
            context.accept(SimulatedMessage.builder(name, id, form.getOrDefault("To", ""), timeline)
                    .text(form.getOrDefault("Body", ""))
                    .reports(Set.of("delivered"), step -> report("Id=" + id))
                    .build());
            return SandboxResponse.of(200, "application/xml", "<Id>" + id + "</Id>")
                    .afterStoring();
        }

        private synchronized List<OutgoingWebhook> report(String form) {
            if (form.contains("Bug")) {
                throw new IllegalStateException(form);
            }
            String secret = context.webhookSecret(name);
            return target == null
                    ? List.of()
                    : List.of(OutgoingWebhook.of(name, "report", target, "application/x-www-form-urlencoded", form)
                            .signedBy((body, at) -> Map.of("X-Sign", secret + body.length()))
                            .retriedAfter(List.of(Duration.ofSeconds(5))));
        }

        @Override
        public synchronized void webhook(URI target) {
            this.target = target;
        }

        @Override
        public Optional<String> webhookSecret() {
            return Optional.of(context.webhookSecret(name));
        }

        @Override
        public String receive(InboundMessage inbound) {
            context.schedule(context.clock().instant(), () -> report("Text=" + inbound.text()));
            return "in-1";
        }
    }

    /** A factory that a jar registers as a service. */
    public static final class Service implements SimulatedVendorFactory {
        @Override
        public SimulatedVendor create(VendorContext context) {
            return new FormVendor(context, "service");
        }
    }

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .vendor(context -> new FormVendor(context, "forms"))
            .webhookSecret("forms", "s3")
            .start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private JsonResponse post(URI base, String form) {
        return Browser.send(
                "POST", URI.create(base + "/send"), form, "Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void it_answers_on_its_own_port_and_below_the_main_one() {
        JsonResponse own = post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello");
        JsonResponse main = post(sandbox.url().resolve("forms"), "To=%2B66812345678&Body=Again");

        assertThat(own.body()).isEqualTo("<Id>f-1</Id>");
        assertThat(own.header("Content-Type")).isEqualTo("application/xml");
        assertThat(main.body()).isEqualTo("<Id>f-2</Id>");
        assertThat(sandbox.vendors()).endsWith("thaibulk", "forms");
        assertThat(sandbox.credentials("forms")).isEmpty();
    }

    @Test
    void its_messages_are_in_the_inbox_among_the_others() {
        post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello");
        clock.advance(Duration.ofSeconds(1));
        Browser.postWavix(sandbox, """
                {"from":"ACME","to":"+66812345678","message_body":{"text":"Later"}}""");

        assertThat(sandbox.inbox()).extracting(InboxMessage::vendor).containsExactly("forms", "wavix");
        assertThat(Browser.get(sandbox.url()).body()).contains("<strong>forms</strong>", "Hello");
    }

    @Test
    void each_fault_is_its_own_too() {
        sandbox.fault("forms", SandboxFault.RATE_LIMITED);
        assertThat(post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello")
                        .status())
                .isEqualTo(429);

        sandbox.fault("forms", SandboxFault.OUTAGE);
        assertThat(post(sandbox.url().resolve("forms"), "To=%2B66812345678&Body=Hello")
                        .status())
                .isEqualTo(503);

        sandbox.fault("forms", SandboxFault.ACCEPT_THEN_HANG);
        var hanging = Browser.sendLater(
                "POST", URI.create(sandbox.baseUrl("forms") + "/send"), "To=%2B66812345678&Body=Hello");
        while (sandbox.inbox().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(hanging).isNotDone();
        sandbox.fault("forms", SandboxFault.NONE);
        assertThat(hanging).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void its_documented_faults_come_by_number_and_by_switch() {
        assertThat(post(sandbox.baseUrl("forms"), "To=%2B66812999402&Body=Hello")
                        .body())
                .isEqualTo("<Code>E-402</Code>");
        sandbox.fault("forms", "E-402", 1);
        assertThat(post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello")
                        .body())
                .isEqualTo("<Code>E-402</Code>");
        assertThat(post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello")
                        .status())
                .isEqualTo(200);
        assertThat(Browser.get(sandbox.url().resolve("faults/forms")).body()).contains("\"code\":\"E-402\"");
        assertThat(sandbox.faults("forms")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"E-1, 999402", "E-402, 999001"})
    void two_faults_of_one_code_or_number_are_rejected(String code, String lastDigits) {
        List<VendorFault> faults = List.of(
                new VendorFault("E-402", Effect.REFUSES_SEND, "999402", ""),
                new VendorFault(code, Effect.REFUSES_SEND, lastDigits, ""));

        assertThatThrownBy(() -> Sandbox.builder()
                        .vendor(context -> {
                            var unused = new VendorFaults(context, "forms", faults);
                            return new FormVendor(context, "forms");
                        })
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forms")
                .hasMessageContaining(code);
    }

    @Test
    void its_webhooks_are_signed_and_repeated_as_it_says() {
        sandbox.webhook("forms", receiver.uri("/hook"));
        receiver.answer(500);
        post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello");
        clock.advance(Duration.ofMillis(1500));

        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);

        assertThat(receiver.taken()).hasSize(2).allSatisfy(got -> {
            assertThat(got.body()).isEqualTo("Id=f-1");
            assertThat(got.header("X-sign")).isEqualTo("s36");
            assertThat(got.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
        });
        assertThat(sandbox.webhooks()).extracting(WebhookDelivery::attempt).containsExactly(1, 2);
        assertThat(sandbox.webhookSecret("forms")).contains("s3");
    }

    @Test
    void a_vendor_that_says_nothing_about_endings_can_still_be_late_or_silent() {
        sandbox.webhook("forms", receiver.uri("/hook"));
        post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello");
        MessageChanges changes = sandbox.change(sandbox.inbox().get(0));

        assertThat(changes.possible()).containsExactlyInAnyOrder(MessageChange.DELAY, MessageChange.LOSE_REPORTS);
        assertThatThrownBy(changes::deliver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("forms can't end a message before its time.");
        changes.delay(Duration.ofSeconds(10));
        clock.advance(Duration.ofMillis(11_499));
        assertThat(sandbox.sendDueWebhooks()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);
        assertThat(sandbox.inbox().get(0).state()).isEqualTo("delivered");
    }

    @Test
    void phones_reply_to_it() {
        sandbox.webhook("forms", receiver.uri("/hook"));

        assertThat(sandbox.reply("forms", "+66812345678", "ACME", "Hi")).isEqualTo("in-1");

        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);
        assertThat(receiver.next().body()).isEqualTo("Text=Hi");
    }

    @Test
    void a_url_that_leaves_this_machine_is_no_target() {
        assertThat(post(sandbox.baseUrl("forms"), "Callback=http://127.0.0.1:8080/")
                        .body())
                .isEqualTo("yes");
        assertThat(post(sandbox.baseUrl("forms"), "Callback=http://example.com/")
                        .body())
                .isEqualTo("no");
    }

    @Test
    void a_vendor_that_fails_cuts_its_connection_and_the_others_go_on() {
        assertThatThrownBy(() -> post(sandbox.baseUrl("forms"), "Bug=1")).hasCauseInstanceOf(IOException.class);
        sandbox.reply("forms", "+66812345678", "ACME", "Bug");
        sandbox.reply("androidgateway", "+66812345678", "ACME", "Hello");
        sandbox.webhook("androidgateway", receiver.uri("/hook"));

        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);
        assertThat(post(sandbox.baseUrl("forms"), "To=%2B66812345678&Body=Hello")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_a_vendor_doesnt_have_is_rejected_in_its_name() {
        assertThatThrownBy(() -> sandbox.ping("forms"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("forms documents no pings.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "acme-sms", "1acme", "faults", "replies", "a/b"})
    void a_name_of_another_form_is_rejected(String name) {
        assertThatThrownBy(() -> Sandbox.builder()
                        .vendor(context -> new FormVendor(context, name))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case letter", FormVendor.class.getName());
    }

    @Test
    void two_vendors_of_one_name_are_rejected_with_both() {
        assertThatThrownBy(() -> Sandbox.builder()
                        .vendor(context -> new FormVendor(context, "wavix"))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two vendors are named wavix: io.heliograph.sandbox.vendor.wavix.WavixVendor and "
                        + FormVendor.class.getName() + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "/v1/", "/", "/v 1", "/v1?a"})
    void a_base_path_of_another_form_is_rejected(String path) {
        assertThatThrownBy(() -> Sandbox.builder()
                        .vendor(context -> new SimulatedVendor() {
                            @Override
                            public String name() {
                                return "paths";
                            }

                            @Override
                            public String basePath() {
                                return path;
                            }

                            @Override
                            public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
                                return SandboxResponse.empty(204);
                            }
                        })
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base path")
                .hasMessageContaining("paths");
    }

    @Test
    void a_vendor_of_a_jar_is_found_as_a_service(@TempDir Path jar) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(SimulatedVendorFactory.class.getName()), Service.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            try (Sandbox found = Sandbox.builder().start()) {
                assertThat(found.vendors()).endsWith("thaibulk", "service");
                assertThat(post(found.baseUrl("service"), "To=%2B66812345678&Body=Hello")
                                .status())
                        .isEqualTo(200);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
