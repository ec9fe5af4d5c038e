package io.heliograph.spring.test;

import io.heliograph.testkit.sms.SmsInbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Switches the sandbox on in the contexts of tests with {@link AutoConfigureSmsSandbox}. */
final class SmsSandboxCustomizerFactory implements ContextCustomizerFactory {
    /** Called by Spring. */
    SmsSandboxCustomizerFactory() {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureSmsSandbox.class)
                ? new Customizer()
                : null;
    }

    /** Equal for every test, so that tests share a context. */
    private record Customizer() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestPropertyValues.of("heliograph.sandbox.enabled=true").applyTo(context);
            if (context instanceof GenericApplicationContext registry) {
                // One for each test instance, because what it sees may begin with the test.
                registry.registerBean(
                        SmsInbox.class,
                        () -> TestInbox.of(context),
                        definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));
            }
        }
    }
}
