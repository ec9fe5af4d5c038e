/** Checks that may stop an attempt: circuit breaker, rate limit, budgets and suppression list. */
@NullMarked
package io.heliograph.internal.guard;

import org.jspecify.annotations.NullMarked;
