package io.heliograph.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What all vendors of one sandbox share.
 *
 * @param deliverAfter from acceptance to delivery
 * @param agenda where they put down what they will tell
 * @param secrets what they sign with, by vendor
 */
record Stage(Clock clock, Duration deliverAfter, Agenda agenda, WebhookTargets targets, Map<String, String> secrets) {
    /** What is signed with unless another secret was set. */
    static final String SECRET = "sandbox";

    String secret(String vendor) {
        return secrets.getOrDefault(vendor, SECRET);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Stage[deliverAfter=" + deliverAfter + "]";
    }
}
