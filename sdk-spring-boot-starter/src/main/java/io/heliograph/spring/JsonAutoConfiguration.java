package io.heliograph.spring;

import io.heliograph.spring.json.Jackson2Module;
import io.heliograph.spring.json.Jackson3Module;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configures Jackson 2 or 3 to read, validate and write values of the client; Spring Boot adds module beans to its mapper.
 */
@AutoConfiguration
public final class JsonAutoConfiguration {
    JsonAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "com.fasterxml.jackson.databind.module.SimpleModule")
    static final class Jackson2 {
        Jackson2() {}

        @Bean
        @ConditionalOnMissingBean
        Jackson2Module heliographJackson2Module() {
            return new Jackson2Module();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "tools.jackson.databind.module.SimpleModule")
    static final class Jackson3 {
        Jackson3() {}

        @Bean
        @ConditionalOnMissingBean
        Jackson3Module heliographJackson3Module() {
            return new Jackson3Module();
        }
    }
}
