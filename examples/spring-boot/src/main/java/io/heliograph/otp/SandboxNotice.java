package io.heliograph.otp;

import io.heliograph.sandbox.Sandbox;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Prints the URLs of the page and of the sandbox's inbox. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "heliograph.sandbox.enabled", havingValue = "true")
class SandboxNotice {
    @Bean
    Inbox inbox(Sandbox sandbox) {
        return new Inbox(sandbox.url());
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port", "8080");
        Inbox inbox = event.getApplicationContext().getBean(Inbox.class);
        System.out.println("The page is          http://localhost:" + port + "/");
        System.out.println("The sandbox's inbox  " + inbox.url() + "  (no SMS is sent)");
        System.out.println("Ctrl-C ends both.");
    }
}
