package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spi.VendorClient;
import io.heliograph.wavix.Wavix;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SandboxTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
            .withPropertyValues("heliograph.sandbox.enabled=true");

    @Test
    void one_property_points_every_provider_at_the_sandbox() {
        context.run(assertableApplicationContext -> {
            SmsClient client = assertableApplicationContext.getBean(SmsClient.class);
            assertThat(client.states())
                    .containsOnlyKeys("androidgateway", "nativehub", "textingline", "thaibulk", "wavix");
            SendOutcome outcome = client.trySend(SendRequest.to("+447700900123")
                    .from("ACME")
                    .text("hello")
                    .route("wavix")
                    .build());
            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(assertableApplicationContext.getBean(Sandbox.class).inbox())
                    .hasSize(1);
        });
    }

    @Test
    void credentials_and_addresses_of_the_account_are_replaced_and_the_rest_is_kept() {
        context.withPropertyValues(
                        "heliograph.providers.nativehub.username=me",
                        "heliograph.providers.nativehub.password=mine",
                        "heliograph.providers.nativehub.tenant-id=t-1",
                        "heliograph.providers.nativehub.base-url=https://vendor.example",
                        "heliograph.providers.nativehub.from=ACME",
                        "heliograph.providers.nativehub.webhook-secrets=secret-of-a-webhook")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all())
                        .containsEntry("heliograph.providers.nativehub.from", "ACME")
                        .containsEntry("heliograph.providers.nativehub.webhook-secrets", "secret-of-a-webhook")
                        .containsEntry(
                                "heliograph.providers.nativehub.base-url",
                                assertableApplicationContext
                                        .getBean(Sandbox.class)
                                        .baseUrl("nativehub")
                                        .toString())
                        .doesNotContainKeys(
                                "heliograph.providers.nativehub.username",
                                "heliograph.providers.nativehub.password",
                                "heliograph.providers.nativehub.tenant-id"));
    }

    @Test
    void the_secrets_of_the_application_sign_the_webhooks_of_the_sandbox() {
        context.withPropertyValues(
                        "heliograph.providers.androidgateway.webhookSecrets=newest-secret older-secret",
                        "heliograph.providers.wavix.webhook-secrets=a-secret-for-the-token")
                .run(assertableApplicationContext -> {
                    assertThat(assertableApplicationContext
                                    .getBean(Sandbox.class)
                                    .webhookSecret("androidgateway"))
                            .contains("newest-secret");
                    assertThat(assertableApplicationContext
                                    .getBean(ClientSettings.class)
                                    .all())
                            .containsEntry(
                                    "heliograph.providers.androidgateway.webhook-secrets", "newest-secret older-secret")
                            .containsEntry("heliograph.providers.wavix.webhook-secrets", "a-secret-for-the-token");
                });
    }

    @Test
    void without_secrets_the_sandbox_has_its_own_and_one_is_generated_for_a_vendor_that_signs_nothing() {
        String[] first = new String[1];
        context.run(assertableApplicationContext -> {
            assertThat(assertableApplicationContext
                            .getBean(ClientSettings.class)
                            .all())
                    .containsEntry("heliograph.providers.nativehub.webhook-secrets", "sandbox");
            first[0] = assertableApplicationContext
                    .getBean(ClientSettings.class)
                    .all()
                    .get("heliograph.providers.wavix.webhook-secrets");
        });
        context.run(assertableApplicationContext -> assertThat(assertableApplicationContext
                        .getBean(ClientSettings.class)
                        .all())
                .doesNotContainEntry("heliograph.providers.wavix.webhook-secrets", first[0]));
    }

    @Test
    void who_takes_webhooks_without_proof_gets_no_secret() {
        context.withPropertyValues("heliograph.providers.wavix.webhook-unsafe-unverified=true")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all())
                        .doesNotContainKey("heliograph.providers.wavix.webhook-secrets"));
    }

    @Test
    void it_is_not_there_unless_it_is_switched_on() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
                .withPropertyValues("heliograph.providers.wavix.api-key=key-1")
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).hasNotFailed().doesNotHaveBean(Sandbox.class));
    }

    @Test
    void it_is_refused_while_a_production_profile_is_active() {
        context.withPropertyValues("spring.profiles.active=production")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("the profile production is active"));
    }

    @Test
    void it_is_refused_also_where_it_is_a_bean_of_the_application() {
        try (Sandbox own = Sandbox.builder().start()) {
            context.withPropertyValues("spring.profiles.active=prod")
                    .withBean(Sandbox.class, () -> own)
                    .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("the profile prod is active"));
        }
    }

    @Test
    void it_is_refused_however_the_profile_is_written_and_where_it_is_the_default() {
        context.withPropertyValues("spring.profiles.active=PROD")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the profile PROD is active"));
        context.withInitializer(configurableApplicationContext ->
                        configurableApplicationContext.getEnvironment().setDefaultProfiles("production"))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the profile production is active"));
    }

    @Test
    void a_client_of_the_application_is_warned_about_because_it_may_send_real_sms() {
        context.withBean(
                        "mine",
                        SmsClient.class,
                        () -> SmsClient.builder()
                                .provider(Wavix.builder().apiKey("key-1").build())
                                .build())
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .hasNotFailed()
                        .hasSingleBean(SandboxConfiguration.OwnClient.class));
        context.run(assertableApplicationContext ->
                assertThat(assertableApplicationContext).doesNotHaveBean(SandboxConfiguration.OwnClient.class));
    }

    @Test
    void the_refused_profiles_can_be_named() {
        context.withPropertyValues("spring.profiles.active=live", "heliograph.sandbox.refused-profiles=live,main")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the profile live is active"));
    }

    @Test
    void without_its_class_the_failure_says_what_to_add() {
        context.withClassLoader(new FilteredClassLoader("io.heliograph.sandbox"))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                SetupException.class,
                                e -> assertThat(e.action()).contains("io.heliograph:heliograph-sandbox")));
    }

    @Test
    void a_provider_that_is_a_bean_is_left_out_because_it_talks_to_its_vendor() {
        AtomicInteger made = new AtomicInteger();
        context.withBean("vendorClient", VendorClient.class, () -> {
                    made.incrementAndGet();
                    return Wavix.builder().apiKey("key-1").build();
                })
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all()
                                .get("heliograph.providers.wavix.base-url"))
                        .startsWith("http://127.0.0.1:"));
        assertThat(made).hasValue(1);
    }

    @Test
    void another_word_for_true_is_refused_because_sms_would_go_out() {
        for (String word : List.of("on", "yes", "1")) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
                    .withPropertyValues(
                            "heliograph.sandbox.enabled=" + word, "heliograph.providers.wavix.api-key=key-1")
                    .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("heliograph.sandbox.enabled must be true or false"));
        }
    }

    @Test
    void a_sandbox_that_cannot_start_says_what_to_set() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String setting : List.of("port=" + taken.getLocalPort(), "port=99999", "deliver-after=0s")) {
                context.withPropertyValues("heliograph.sandbox." + setting)
                        .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(SetupException.class)
                                .hasMessageStartingWith("The sandbox can't be started. ")
                                .hasMessageContaining(setting.replaceFirst("port=|deliver-after=0s", "")));
            }
        }
    }

    @Test
    void its_ports_are_free_after_the_context_is_closed() {
        int[] port = new int[1];
        context.run(assertableApplicationContext -> port[0] =
                assertableApplicationContext.getBean(Sandbox.class).url().getPort());
        Assertions.assertThatThrownBy(() -> connect(port[0])).isInstanceOf(ConnectException.class);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
}
