package io.heliograph.spring;

import io.heliograph.SmsClientBuilder;

/**
 * A bean that changes the client of the auto-configuration before it is built: after the settings and all other beans, in the
 * order of {@code @Order}. It is called once.
 */
@FunctionalInterface
public interface SmsClientCustomizer {
    /** Changes the client. */
    void customize(SmsClientBuilder client);
}
