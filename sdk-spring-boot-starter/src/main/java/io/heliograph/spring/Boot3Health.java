package io.heliograph.spring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Registers the health indicator of Spring Boot 3.5, by reflection: its types moved in 4.0, and a compiler sees the types of one Spring Boot
 * only.
 */
final class Boot3Health implements ImportBeanDefinitionRegistrar, BeanFactoryAware {
    static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";
    static final String BUILDER = "org.springframework.boot.actuate.health.Health$Builder";

    private @Nullable BeanFactory beans;

    Boot3Health() {}

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        BeanFactory factory = beans;
        if (factory != null && !registry.containsBeanDefinition(ProvidersHealth.INDICATOR)) {
            registry.registerBeanDefinition(
                    ProvidersHealth.INDICATOR,
                    definition(type(INDICATOR), () -> factory.getBean(ProvidersHealth.class)));
        }
    }

    private static <T> RootBeanDefinition definition(Class<T> indicator, Supplier<ProvidersHealth> health) {
        return new RootBeanDefinition(indicator, () -> indicator(indicator, health.get()));
    }

    private static <T> T indicator(Class<T> type, ProvidersHealth health) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.isDefault()) { // getHealth(includeDetails), which calls health()
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return switch (method.getName()) {
                case "health" -> build(health);
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Boot3Health";
            };
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object build(ProvidersHealth health) throws ReflectiveOperationException {
        Class<?> type = type(BUILDER);
        Object builder = type.getDeclaredConstructor().newInstance();
        type.getMethod(health.isUp() ? "up" : "down").invoke(builder);
        type.getMethod("withDetails", Map.class).invoke(builder, health.details());
        return type.getMethod("build").invoke(builder);
    }

    private static Class<?> type(String name) {
        return ClassUtils.resolveClassName(name, Boot3Health.class.getClassLoader());
    }
}
