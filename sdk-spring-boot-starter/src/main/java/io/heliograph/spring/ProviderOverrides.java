package io.heliograph.spring;

import java.util.Map;
import java.util.Optional;

/** Plays the vendors, so that no provider talks to its own. Thread-safe. */
@FunctionalInterface
interface ProviderOverrides {
    /** A provider's base URL and credentials there, by their short names; empty where it isn't played. */
    Optional<Map<String, String>> settings(String provider);
}
