package io.heliograph.spring;

import io.heliograph.message.PhoneNumber;
import io.heliograph.spring.security.OneTimeTokenRecipient;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Applications with Spring Security, as users configure it. */
final class SecuredApplication {
    private SecuredApplication() {}

    /** Nothing about webhooks. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class WithoutWebhooks {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager();
        }
    }

    /** The lines of the documentation, and sign-in by one-time token. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class WithWebhooks {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/webhooks/sms/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/sms/**"))
                    .formLogin(Customizer.withDefaults())
                    .oneTimeTokenLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("kestrel")
                    .password("{noop}x")
                    .roles("USER")
                    .build());
        }

        @Bean
        OneTimeTokenRecipient numbers() {
            return username ->
                    username.equals("kestrel") ? Optional.of(PhoneNumber.of("+447700900123")) : Optional.empty();
        }
    }
}
