/** Observations and metrics of a client, by Micrometer. */
@NullMarked
package io.heliograph.spring.metrics;

import org.jspecify.annotations.NullMarked;
