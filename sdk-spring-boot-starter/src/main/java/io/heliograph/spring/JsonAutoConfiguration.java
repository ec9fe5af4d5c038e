package io.heliograph.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets values of the client be read and written as JSON, checked as everywhere, by whichever Jackson the application has; Spring
 * Boot adds modules that are beans to the mapper that it makes.
 */
@AutoConfiguration
public final class JsonAutoConfiguration {
    JsonAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "com.fasterxml.jackson.databind.module.SimpleModule")
    static final class OfJackson2 {
        OfJackson2() {}

        @Bean
        @ConditionalOnMissingBean
        Jackson2Module heliographJackson2Module() {
            return new Jackson2Module();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "tools.jackson.databind.module.SimpleModule")
    static final class OfJackson3 {
        OfJackson3() {}

        @Bean
        @ConditionalOnMissingBean
        Jackson3Module heliographJackson3Module() {
            return new Jackson3Module();
        }
    }
}
