/** Policies for providers as plain values: retries, limits, delivery failover; and their states. */
@NullMarked
package io.heliograph.policy;

import org.jspecify.annotations.NullMarked;
