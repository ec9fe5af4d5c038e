package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.spring.security.OneTimeTokenRecipient;
import io.heliograph.spring.security.SmsOneTimeTokenHandler;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;

/** Auto-configures one-time tokens of Spring Security by SMS, where a bean knows the users' numbers. */
@AutoConfiguration(after = SmsClientAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler")
@ConditionalOnSingleCandidate(SmsClient.class)
@ConditionalOnBean({OneTimeTokenRecipient.class, BoundSettings.class})
public final class OneTimeTokenAutoConfiguration {
    OneTimeTokenAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(OneTimeTokenGenerationSuccessHandler.class)
    SmsOneTimeTokenHandler smsOneTimeTokenHandler(
            SmsClient client,
            OneTimeTokenRecipient recipient,
            BoundSettings settings,
            @Qualifier("applicationTaskExecutor") ObjectProvider<Executor> executor) {
        HeliographProperties.OneTimeToken token = settings.properties().oneTimeToken();
        return new SmsOneTimeTokenHandler(
                client,
                recipient,
                executor.getIfAvailable(() -> new SimpleAsyncTaskExecutor("sms-one-time-token-")),
                token.text(),
                token.redirectTo());
    }
}
