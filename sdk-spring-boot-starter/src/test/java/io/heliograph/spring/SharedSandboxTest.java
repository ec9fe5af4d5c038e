package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.webhook.StatusChanged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/** A sandbox in another process, for which one in this process stands: only its URL is known. */
class SharedSandboxTest {
    @RegisterExtension
    final LogLines log = new LogLines();

    private final ManualClock clock = new ManualClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class, ActuatorAutoConfiguration.class))
            .withPropertyValues("heliograph.sandbox.enabled=true", "heliograph.sandbox.url=" + sandbox.url());

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void every_provider_calls_it_without_a_setting_of_an_account_and_without_its_artefact() {
        context.withClassLoader(new FilteredClassLoader(Sandbox.class)).run(each -> {
            SmsClient client = each.getBean(SmsClient.class);
            assertThat(client.states())
                    .containsOnlyKeys("androidgateway", "nativehub", "textingline", "thaibulk", "wavix");
            for (String vendor : client.states().keySet()) {
                SendOutcome outcome = client.trySend(
                        SandboxClients.request(vendor).route(vendor).build());
                assertThat(outcome).as(vendor).isInstanceOf(SendOutcome.Accepted.class);
            }
            assertThat(sandbox.inbox()).hasSize(5);
            Info.Builder info = new Info.Builder();
            each.getBean(InfoContributor.class).contribute(info);
            assertThat(info.build().getDetails().toString()).endsWith("sandbox=true, inbox=" + sandbox.url() + "}}");
        });
        assertThat(sandbox.vendors()).hasSize(5); // it goes on when an application ends
        assertThat(sandbox.inbox()).hasSize(5);
    }

    @Test
    void the_credentials_of_the_application_do_not_leave_it() {
        context.withPropertyValues(
                        "heliograph.providers.wavix.api-key=real-key",
                        "heliograph.providers.wavix.base-url=https://api.wavix.com",
                        "heliograph.providers.wavix.from=ACME")
                .run(each -> assertThat(each.getBean(ClientSettings.class).all())
                        .containsEntry("heliograph.providers.wavix.api-key", "sandbox")
                        .containsEntry("heliograph.providers.wavix.base-url", sandbox.url() + "wavix")
                        .containsEntry("heliograph.providers.wavix.from", "ACME"));
    }

    @Test
    void one_that_does_not_run_is_a_fault_that_says_what_to_do() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        context.withPropertyValues("heliograph.sandbox.url=http://127.0.0.1:" + port)
                .run(each -> assertThat(each)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(SetupException.class, e -> {
                            assertThat(e)
                                    .hasMessageContaining("The sandbox of heliograph.sandbox.url can't be used")
                                    .hasMessageEndingWith("is it running?");
                            assertThat(e.action()).startsWith("Start it before this application");
                        }));
        context.withPropertyValues("heliograph.sandbox.url=" + sandbox.baseUrl("wavix"))
                .run(each -> assertThat(each).getFailure().rootCause().isInstanceOf(SetupException.class));
    }

    @Test
    void a_password_in_its_url_is_neither_logged_nor_shown() {
        String url = sandbox.url().toString().replace("//", "//u:hunter2@");
        context.withPropertyValues("heliograph.sandbox.url=" + url)
                .run(each -> assertThat(each)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("base-url holds credentials")
                        .hasMessageNotContaining("hunter2"));

        assertThat(log.text()).contains("its inbox is http://***@127.0.0.1:").doesNotContain("hunter2");
    }

    @Test
    void it_is_refused_while_a_production_profile_is_active() {
        context.withPropertyValues("spring.profiles.active=prod")
                .run(each ->
                        assertThat(each).getFailure().rootCause().hasMessageContaining("the profile prod is active"));
    }

    @Test
    void a_url_alone_does_not_decide_whether_sms_are_real() {
        ApplicationContextRunner plain = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
                .withPropertyValues(
                        "heliograph.providers.wavix.api-key=key-1", "heliograph.sandbox.url=" + sandbox.url());
        plain.run(each -> assertThat(each)
                .getFailure()
                .rootCause()
                .hasMessageContaining("heliograph.sandbox.url is set, and heliograph.sandbox.enabled isn't"));
        plain.withPropertyValues("heliograph.sandbox.enabled=false")
                .run(each -> assertThat(each).hasNotFailed().doesNotHaveBean(SharedSandbox.class));
    }

    @Test
    void what_contradicts_the_url_is_named() {
        for (String setting : List.of("port=8025", "deliver-after=1s")) {
            context.withPropertyValues("heliograph.sandbox." + setting)
                    .run(each -> assertThat(each)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("heliograph.sandbox." + setting.replaceAll("=.*", "")
                                    + " is for a sandbox of this"));
        }
        for (String url : List.of("localhost:8025", "ftp://127.0.0.1", "/sandbox", "http://127.0.0.1:1/?a=b")) {
            context.withPropertyValues("heliograph.sandbox.url=" + url)
                    .run(each -> assertThat(each)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("heliograph.sandbox.url must be a URL"));
        }
        context.withPropertyValues("heliograph.sandbox.url=")
                .run(each -> assertThat(each).hasNotFailed().hasSingleBean(Sandbox.class));
    }

    @Test
    void it_sends_webhooks_to_the_application_which_verifies_them() {
        for (int start = 0; start < 2; start++) { // an application that starts again gets each event once
            try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                    .properties(
                            "server.port=0",
                            "spring.main.web-application-type=servlet",
                            "spring.main.banner-mode=off",
                            "heliograph.sandbox.enabled=true",
                            "heliograph.sandbox.url=" + sandbox.url(),
                            "heliograph.providers.nativehub.webhook-secrets=a-secret-that-the-sandbox-does-not-know")
                    .run()) {
                SmsClient client = application.getBean(SmsClient.class);
                List<String> vendors = List.of("wavix", "androidgateway", "nativehub", "textingline");
                for (String vendor : vendors) {
                    SendOutcome outcome = client.trySend(
                            SandboxClients.request(vendor).route(vendor).build());
                    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
                }
                clock.pass(Duration.ofSeconds(5));
                assertThat(sandbox.sendDueWebhooks()).isPositive();

                String port = application.getEnvironment().getProperty("local.server.port");
                assertThat(sandbox.webhooks())
                        .filteredOn(delivery -> delivery.target().toString().contains(":" + port + "/"))
                        .isNotEmpty()
                        .allMatch(WebhookDelivery::taken);
                assertThat(application.getBean(Application.ReceivedEvents.class).events)
                        .filteredOn(StatusChanged.class::isInstance)
                        .extracting(event -> ((StatusChanged) event).id().provider())
                        .containsAll(vendors);
            }
        }
    }
}
