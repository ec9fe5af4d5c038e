package io.heliograph.spring;

import io.heliograph.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The vendors' APIs on this machine instead of the vendors. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "heliograph.sandbox", name = "enabled", havingValue = "true")
final class SandboxConfiguration {
    private static final String CLASS = "io.heliograph.sandbox.Sandbox";

    private SandboxConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = CLASS)
    static final class Present {
        private static final Logger LOG = LoggerFactory.getLogger(Present.class);

        Present() {}

        @Bean(destroyMethod = "close")
        @ConditionalOnMissingBean
        Sandbox heliographSandbox(BoundSettings settings, SettingNames names, Environment environment) {
            HeliographProperties.Sandbox its = settings.properties().sandbox();
            refuse(its.refusedProfiles(), List.of(environment.getActiveProfiles()));
            Sandbox.Builder builder = Sandbox.builder().port(its.port()).deliverAfter(its.deliverAfter());
            new SandboxSecrets(settings, names).sign(builder);
            Sandbox sandbox = builder.start();
            LOG.info("a sandbox plays the vendors, no SMS is sent; its inbox is {}", sandbox.url());
            return sandbox;
        }

        @Bean
        StandIn heliographStandIn(Sandbox sandbox, BoundSettings bound, SettingNames names) {
            SandboxSecrets secrets = new SandboxSecrets(bound, names);
            return provider -> {
                if (!sandbox.vendors().contains(provider)) {
                    return Optional.empty();
                }
                Map<String, String> settings = new HashMap<>(sandbox.credentials(provider));
                settings.put("base-url", sandbox.baseUrl(provider).toString());
                secrets.add(provider, sandbox, settings);
                return Optional.of(settings);
            };
        }

        private static void refuse(List<String> refused, List<String> active) {
            for (String profile : active) {
                if (refused.contains(profile)) {
                    throw new SetupException(
                            "heliograph.sandbox.enabled is true while the profile " + profile
                                    + " is active: nobody would get an SMS.",
                            "Switch the sandbox off, or take the profile off heliograph.sandbox.refused-profiles.");
                }
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(CLASS)
    static final class Absent {
        Absent() {
            throw new SetupException(
                    "heliograph.sandbox.enabled is true, and the sandbox isn't on the class path.",
                    "Add io.heliograph:heliograph-sandbox, or switch heliograph.sandbox.enabled off.");
        }

        /** Never there, and asked for by the client: so this configuration is made, and says why. */
        @Bean
        StandIn heliographStandIn() {
            return provider -> Optional.empty();
        }
    }
}
