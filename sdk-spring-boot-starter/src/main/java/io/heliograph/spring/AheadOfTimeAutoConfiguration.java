package io.heliograph.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Records, by its beans, the values of the properties that decide which beans there are, and fails the start if they have changed.
 * Without processing ahead of time (AOT) both are read at the same moment, and never differ.
 */
@AutoConfiguration(before = SmsClientAutoConfiguration.class)
public final class AheadOfTimeAutoConfiguration {
    private static final String CLIENT = "heliograph.enabled";
    private static final String SANDBOX = "heliograph.sandbox.enabled";
    private static final String SANDBOX_WEBHOOKS = "heliograph.sandbox.webhooks";
    private static final String WEBHOOKS = "heliograph.webhooks.enabled";

    AheadOfTimeAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = CLIENT, havingValue = "true", matchIfMissing = true)
    static final class WithClient {
        WithClient(Environment environment) {
            AheadOfTime.check(environment, CLIENT, true, true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = CLIENT, havingValue = "false")
    static final class WithoutClient {
        WithoutClient(Environment environment) {
            AheadOfTime.check(environment, CLIENT, false, true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SANDBOX, havingValue = "true")
    static final class WithSandbox {
        WithSandbox(Environment environment) {
            AheadOfTime.check(environment, SANDBOX, true, false);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SANDBOX, havingValue = "false", matchIfMissing = true)
    static final class WithoutSandbox {
        WithoutSandbox(Environment environment) {
            AheadOfTime.check(environment, SANDBOX, false, false);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SANDBOX_WEBHOOKS, havingValue = "true", matchIfMissing = true)
    static final class WithSandboxWebhooks {
        WithSandboxWebhooks(Environment environment) {
            AheadOfTime.check(environment, SANDBOX_WEBHOOKS, true, true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SANDBOX_WEBHOOKS, havingValue = "false")
    static final class WithoutSandboxWebhooks {
        WithoutSandboxWebhooks(Environment environment) {
            AheadOfTime.check(environment, SANDBOX_WEBHOOKS, false, true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = WEBHOOKS, havingValue = "true", matchIfMissing = true)
    static final class WithWebhooks {
        WithWebhooks(Environment environment) {
            AheadOfTime.check(environment, WEBHOOKS, true, true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = WEBHOOKS, havingValue = "false")
    static final class WithoutWebhooks {
        WithoutWebhooks(Environment environment) {
            AheadOfTime.check(environment, WEBHOOKS, false, true);
        }
    }
}
