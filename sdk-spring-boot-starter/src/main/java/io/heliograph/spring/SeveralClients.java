package io.heliograph.spring;

import io.heliograph.SmsClient;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Warns where there are several clients and none is primary: nothing that needs one client is configured then. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(SmsClient.class)
@Conditional(SeveralClients.NoneIsPrimary.class)
final class SeveralClients {
    SeveralClients() {
        LoggerFactory.getLogger(SeveralClients.class)
                .warn(
                        "there are several SmsClient beans and none is @Primary, so no webhooks are received, and health, info"
                                + " and the endpoint don't show them");
    }

    static final class NoneIsPrimary extends NoneNestedConditions {
        NoneIsPrimary() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnSingleCandidate(SmsClient.class)
        static final class Single {}
    }
}
