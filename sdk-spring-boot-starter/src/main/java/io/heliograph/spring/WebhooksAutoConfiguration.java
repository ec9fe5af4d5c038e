package io.heliograph.spring;

import io.heliograph.SmsClient;
import java.net.URI;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configures the webhooks: verifies each request from its raw bytes, and publishes each
 * {@link io.heliograph.webhook.SmsEvent} as an application event. If a listener throws, the vendor retries.
 */
@AutoConfiguration(after = SmsClientAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnSingleCandidate(SmsClient.class)
@ConditionalOnBean(BoundSettings.class)
@ConditionalOnProperty(prefix = "heliograph.webhooks", name = "enabled", havingValue = "true", matchIfMissing = true)
@Import({SandboxWebhooks.Setup.class, SharedSandbox.WebhooksSetup.class})
public final class WebhooksAutoConfiguration {
    WebhooksAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WebhookEndpoint smsWebhookEndpoint(SmsClient client, ApplicationEventPublisher events, BoundSettings settings) {
        return new WebhookEndpoint(client, events, settings.properties().webhooks());
    }

    @Bean
    @ConditionalOnProperty(prefix = "heliograph.webhooks", name = "register-at")
    WebhookRegistrations smsWebhookRegistrations(
            SmsClient client, WebhookEndpoint endpoint, BoundSettings settings, ClientSettings clientSettings) {
        URI base = settings.properties().webhooks().registerAt();
        if (base == null || !base.isAbsolute()) {
            throw new SetupException(
                    "heliograph.webhooks.register-at isn't an absolute URL.",
                    "Set where vendors reach this application, for example https://sms.example.com");
        }
        return new WebhookRegistrations(client, base, endpoint.path(), clientSettings.isSandboxed());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.servlet.function.RouterFunction")
    static final class Mvc {
        Mvc() {}

        /** Declared before the route, because its condition is that the application has no route of its own. */
        @Bean
        @ConditionalOnMissingBean(name = "smsWebhooks")
        RawFormFilter smsWebhooksRawForms(WebhookEndpoint endpoint) {
            return new RawFormFilter(endpoint);
        }

        @Bean
        @ConditionalOnMissingBean(name = "smsWebhooks")
        org.springframework.web.servlet.function.RouterFunction<org.springframework.web.servlet.function.ServerResponse>
                smsWebhooks(WebhookEndpoint endpoint) {
            return MvcWebhooks.at(endpoint);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.reactive.function.server.RouterFunction")
    static final class WebFlux {
        WebFlux() {}

        /** Declared before the route, because its condition is that the application has no route of its own. */
        @Bean
        @ConditionalOnMissingBean(name = "smsWebhooks")
        RawFormWebFilter smsWebhooksRawForms(WebhookEndpoint endpoint) {
            return new RawFormWebFilter(endpoint);
        }

        @Bean
        @ConditionalOnMissingBean(name = "smsWebhooks")
        org.springframework.web.reactive.function.server.RouterFunction<
                        org.springframework.web.reactive.function.server.ServerResponse>
                smsWebhooks(WebhookEndpoint endpoint) {
            return WebFluxWebhooks.at(endpoint);
        }
    }
}
