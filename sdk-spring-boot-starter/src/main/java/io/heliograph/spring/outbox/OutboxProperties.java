package io.heliograph.spring.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/** The properties under {@code heliograph.outbox.}, which {@code HeliographProperties} describes. */
record OutboxProperties(
        @DefaultValue("true") boolean workers,
        @DefaultValue("8") int threads,
        @DefaultValue("false") boolean orderPerRecipient,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("1d") Duration maxAge,
        @DefaultValue("7d") Duration keep,
        @DefaultValue("30d") Duration keepDead) {
    static OutboxProperties of(Environment environment) {
        return Binder.get(environment).bindOrCreate("heliograph.outbox", Bindable.of(OutboxProperties.class));
    }

    /** The deadline of a send, {@code heliograph.deadline}. */
    static Duration deadline(Environment environment) {
        return Binder.get(environment)
                .bind("heliograph.deadline", Duration.class)
                .orElseGet(() -> Duration.ofSeconds(30));
    }
}
