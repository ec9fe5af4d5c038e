package io.heliograph.otp;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Sends a code to a number, verifies it, and shows what became of the message. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(OtpSettings.class)
public class OtpApplication {
    /** Made by Spring. */
    public OtpApplication() {}

    /** Starts the service, with the sandbox unless another profile is chosen. */
    public static void main(String[] arguments) {
        SpringApplication.run(OtpApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
