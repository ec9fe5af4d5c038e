package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** Starts an application that was processed ahead of time, in this class's class loader. */
public final class AheadOfTimeRun implements Function<List<String>, String> {
    public AheadOfTimeRun() {}

    /** The application. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({AheadOfTimeAutoConfiguration.class, SmsClientAutoConfiguration.class})
    static class App {}

    static PropertySource<?> properties(String... properties) {
        Map<String, Object> map = new HashMap<>();
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            map.put(parts[0], parts[1]);
        }
        return new MapPropertySource("properties", map);
    }

    static String description(ApplicationContext context) {
        SmsClient client = context.getBeanProvider(SmsClient.class).getIfAvailable();
        Sandbox sandbox = context.getBeanProvider(Sandbox.class).getIfAvailable();
        return (client == null ? "no client" : client) + (sandbox == null ? ", no sandbox" : ", a sandbox");
    }

    /** The beans that matter, or why it didn't start. */
    @Override
    public String apply(List<String> initializerAndProperties) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(properties(initializerAndProperties
                            .subList(1, initializerAndProperties.size())
                            .toArray(String[]::new)));
            initializer(initializerAndProperties.get(0)).initialize(context);
            context.refresh();
            return description(context);
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause instanceof SetupException setup ? setup.getMessage() + " " + setup.action() : e.toString();
        }
    }

    @SuppressWarnings("unchecked")
    private static ApplicationContextInitializer<GenericApplicationContext> initializer(String name) {
        try {
            return (ApplicationContextInitializer<GenericApplicationContext>) BeanUtils.instantiateClass(
                    AheadOfTimeRun.class.getClassLoader().loadClass(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
