/** Circuit breaker and rate limiter of a provider. Resilience4j is imported nowhere else. Not exported. */
@NullMarked
package io.heliograph.internal.resilience;

import org.jspecify.annotations.NullMarked;
