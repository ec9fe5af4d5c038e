package io.heliograph.spring;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Settings that redirect providers to simulated vendors. Thread-safe. */
@FunctionalInterface
interface ProviderOverrides {
    /** A provider's base URL and credentials there, by their short names; empty where its vendor isn't simulated. */
    Optional<Map<String, String>> settings(String provider);

    /** The page with the messages of the simulated vendors; empty where it isn't known. */
    default Optional<URI> inbox() {
        return Optional.empty();
    }
}
