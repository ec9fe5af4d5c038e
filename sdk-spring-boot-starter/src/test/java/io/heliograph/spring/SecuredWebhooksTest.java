package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.webhook.StatusChanged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** Webhooks of the sandbox that something in front of the endpoint refuses. */
class SecuredWebhooksTest {
    private final ManualClock clock = new ManualClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SandboxWarnings.class);

    /** Once the application has started, because Spring Boot sets up logging anew. */
    private void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        sandbox.close();
    }

    private ConfigurableApplicationContext start(Class<?> security, String... properties) {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class, security)
                .initializers(context -> context.getBeanFactory().registerSingleton("sandbox", sandbox))
                .properties(
                        "server.port=0",
                        "spring.main.web-application-type=servlet",
                        "spring.main.banner-mode=off",
                        "heliograph.sandbox.enabled=true")
                .properties(properties)
                .run();
        listen();
        return started;
    }

    private void sendTwo(ConfigurableApplicationContext context) {
        SmsClient client = context.getBean(SmsClient.class);
        for (String vendor : List.of("wavix", "androidgateway")) {
            SendOutcome outcome = client.trySend(
                    SandboxClients.request().from("+12025550100").route(vendor).build());
            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        }
        clock.pass(Duration.ofSeconds(5));
        assertThat(sandbox.sendDueWebhooks()).isPositive();
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void what_spring_security_refuses_is_one_warning_that_says_what_to_do() {
        try (ConfigurableApplicationContext context = start(SecuredApplication.WithoutWebhooks.class)) {
            sendTwo(context);
            assertThat(context.getBean(Application.ReceivedEvents.class).events).isEmpty();
        }
        assertThat(sandbox.webhooks()).hasSizeGreaterThan(2).noneMatch(WebhookDelivery::taken);
        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("the sandbox's webhooks don't arrive, so messages stay SENT: /webhooks/sms/")
                .contains(" got status 40")
                .contains("Spring Security", "permit /webhooks/sms/*", "CSRF");
    }

    @Test
    void with_the_lines_of_the_documentation_they_arrive() {
        try (ConfigurableApplicationContext context = start(SecuredApplication.WithWebhooks.class)) {
            sendTwo(context);
            assertThat(context.getBean(Application.ReceivedEvents.class).events)
                    .hasAtLeastOneElementOfType(StatusChanged.class);
        }
        assertThat(sandbox.webhooks()).isNotEmpty().allMatch(WebhookDelivery::taken);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void a_certificate_that_the_jvm_does_not_trust_is_named() {
        try (ConfigurableApplicationContext context = start(
                SecuredApplication.WithWebhooks.class,
                "spring.ssl.bundle.pem.web.keystore.certificate=classpath:tls/application.crt",
                "spring.ssl.bundle.pem.web.keystore.private-key=classpath:tls/application.key",
                "server.ssl.bundle=web")) {
            sendTwo(context);
        }
        assertThat(warnings()).singleElement().asString().contains("SSL").contains("server.ssl.enabled=false");
    }

    @Test
    void the_url_of_the_application_has_its_paths_and_its_scheme() {
        MockEnvironment environment = new MockEnvironment();
        assertThat(LocalServer.url(environment)).isNull();
        environment
                .withProperty("local.server.port", "8080")
                .withProperty("server.servlet.context-path", "/shop/")
                .withProperty("server.ssl.bundle", "web");
        assertThat(LocalServer.url(environment)).isEqualTo("https://127.0.0.1:8080/shop");
        environment.withProperty("server.ssl.enabled", "false");
        assertThat(LocalServer.url(environment)).isEqualTo("http://127.0.0.1:8080/shop");
    }
}
