package io.heliograph.spring;

import io.heliograph.SmsClientBuilder;

/**
 * A bean that changes the auto-configured client before it is built: after the settings and all other beans, in the
 * order of {@code @Order}. It is called once.
 */
@FunctionalInterface
public interface SmsClientCustomizer {
    /** Changes the client's builder. */
    void customize(SmsClientBuilder client);
}
