package io.heliograph.otp;

import io.heliograph.message.PhoneNumber;
import io.heliograph.spring.security.OneTimeTokenRecipient;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Signs users in with a one-time token that comes by SMS. With {@code scripts/otp --spring.profiles.active=dev,sign-in} request one
 * for the user {@code kestrel} at {@code /login}; the sandbox's inbox has it.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sign-in")
@EnableWebSecurity
class SignIn {
    /** In place of a table of users with numbers that were verified. */
    private static final Map<String, PhoneNumber> NUMBERS = Map.of("kestrel", PhoneNumber.of("+66812345678"));

    @Bean
    OneTimeTokenRecipient numbers() {
        return username -> Optional.ofNullable(NUMBERS.get(username));
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(NUMBERS.keySet().stream()
                .map(name -> User.withUsername(name).password("").roles("USER").build())
                .toList());
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/webhooks/sms/**")
                        .permitAll() // the starter verifies them
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/webhooks/sms/**"))
                .formLogin(Customizer.withDefaults())
                .oneTimeTokenLogin(Customizer.withDefaults())
                .build();
    }
}
