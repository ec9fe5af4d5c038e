package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxReporter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Configures the sandbox, which simulates the vendors' APIs on this machine. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "heliograph.sandbox", name = "enabled", havingValue = "true")
final class SandboxConfiguration {
    private static final String CLASS = "io.heliograph.sandbox.Sandbox";

    private SandboxConfiguration() {}

    /** There is no URL of a sandbox in another process. */
    static final class OwnSandbox implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty(SharedSandbox.URL));
        }
    }

    /** There is one. */
    static final class OtherSandbox implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty(SharedSandbox.URL));
        }
    }

    static void refuseProfiles(BoundSettings settings, Environment environment) {
        String[] active = environment.getActiveProfiles();
        List<String> refused = settings.properties().sandbox().refusedProfiles();
        for (String profile : active.length == 0 ? environment.getDefaultProfiles() : active) {
            if (refused.stream().anyMatch(profile::equalsIgnoreCase)) {
                throw new SetupException(
                        "heliograph.sandbox.enabled is true while the profile " + profile
                                + " is active: nobody would get an SMS.",
                        "Switch the sandbox off, or take the profile off heliograph.sandbox.refused-profiles.");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = CLASS)
    @Conditional(OwnSandbox.class)
    static final class Present {
        private static final Logger LOG = LoggerFactory.getLogger(Present.class);

        /** Checks the profiles here, because the sandbox may be a bean of the application. */
        Present(BoundSettings settings, Environment environment) {
            refuseProfiles(settings, environment);
            if (settings.properties().sandbox().url() != null) {
                throw AheadOfTime.set(SharedSandbox.URL, false);
            }
        }

        @Bean(destroyMethod = "close")
        @ConditionalOnMissingBean
        Sandbox heliographSandbox(BoundSettings settings, SettingNames names) {
            Sandbox sandbox = start(settings, names);
            LOG.info("a sandbox simulates the vendors, no SMS is sent; its inbox is {}", sandbox.url());
            return sandbox;
        }

        private static Sandbox start(BoundSettings settings, SettingNames names) {
            HeliographProperties.Sandbox sandbox = settings.properties().sandbox();
            try {
                Sandbox.Builder builder = Sandbox.builder().port(sandbox.port()).deliverAfter(sandbox.deliverAfter());
                new SandboxSecrets(settings, names).sign(builder);
                return builder.start();
            } catch (IllegalArgumentException | UncheckedIOException e) { // for example, the port is in use
                throw new SetupException(
                        "The sandbox can't be started. " + e.getMessage(),
                        "Correct heliograph.sandbox.port and heliograph.sandbox.deliver-after; port 0 is any free one.");
            }
        }

        @Bean
        @ConditionalOnMissingBean
        SandboxClient heliographSandboxClient(Sandbox sandbox) {
            return SandboxClient.of(sandbox.url());
        }

        @Bean
        ProviderOverrides heliographProviderOverrides(Sandbox sandbox, BoundSettings bound, SettingNames names) {
            SandboxSecrets secrets = new SandboxSecrets(bound, names);
            return new ProviderOverrides() {
                @Override
                public Optional<Map<String, String>> settings(String provider) {
                    if (!sandbox.vendors().contains(provider)) {
                        return Optional.empty();
                    }
                    Map<String, String> settings = new HashMap<>(sandbox.credentials(provider));
                    settings.put("base-url", sandbox.baseUrl(provider).toString());
                    secrets.add(provider, sandbox, settings);
                    return Optional.of(settings);
                }

                @Override
                public Optional<URI> inbox() {
                    return Optional.of(sandbox.url());
                }
            };
        }
    }

    /** A sandbox in another process, which its own class isn't needed for. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OtherSandbox.class)
    static final class Shared {
        private static final Logger LOG = LoggerFactory.getLogger(Shared.class);

        Shared(BoundSettings settings, Environment environment) {
            refuseProfiles(settings, environment);
        }

        @Bean
        SharedSandbox heliographProviderOverrides(BoundSettings settings, SettingNames names) {
            SharedSandbox sandbox = SharedSandbox.of(settings, names);
            LOG.info(
                    "a sandbox in another process simulates the vendors, no SMS is sent; its inbox is {}",
                    sandbox.inbox().orElseThrow());
            return sandbox;
        }

        @Bean
        @ConditionalOnMissingBean
        SandboxClient heliographSandboxClient(SharedSandbox sandbox) {
            return sandbox.client();
        }
    }

    /** Reports the application's sends, before a listener ends their trace. */
    @Configuration(proxyBeanMethods = false)
    static final class Reports {
        Reports() {}

        @Bean(destroyMethod = "close")
        @ConditionalOnMissingBean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SandboxReporter heliographSandboxReporter(SandboxClient sandbox) {
            return SandboxReporter.to(sandbox.url());
        }
    }

    /** Warns about a client that the application has built itself, whose vendors can't be seen. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SmsClient.class)
    static final class OwnClient {
        OwnClient() {
            LoggerFactory.getLogger(SandboxConfiguration.class)
                    .warn(
                            "heliograph.sandbox.enabled is true, but the SmsClient is a bean of the application's: it isn't"
                                    + " pointed at the sandbox, and may send real SMS");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(CLASS)
    @Conditional(OwnSandbox.class)
    static final class Absent {
        Absent() {
            throw new SetupException(
                    "heliograph.sandbox.enabled is true, and the sandbox isn't on the class path.",
                    "Add io.heliograph:heliograph-sandbox, or switch heliograph.sandbox.enabled off.");
        }

        /** Never created: the client depends on it, so Spring creates this configuration, whose constructor throws. */
        @Bean
        ProviderOverrides heliographProviderOverrides() {
            return provider -> Optional.empty();
        }
    }
}
