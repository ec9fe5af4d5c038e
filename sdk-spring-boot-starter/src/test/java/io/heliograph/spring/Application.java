package io.heliograph.spring;

import io.heliograph.webhook.SmsEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** A whole application with everything that Spring Boot finds. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {
    @Bean
    ReceivedEvents received() {
        return new ReceivedEvents();
    }

    /** Keeps the events of vendors, or fails. */
    static class ReceivedEvents {
        final List<SmsEvent> events = new CopyOnWriteArrayList<>();
        volatile boolean failing;

        @EventListener
        void on(SmsEvent event) {
            if (failing) {
                throw new IllegalStateException("the database is down");
            }
            events.add(event);
        }
    }
}
