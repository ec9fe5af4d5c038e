/** What may hold an attempt back: gate, breaker, rate, budget and suppression list. */
@NullMarked
package io.heliograph.internal.guard;

import org.jspecify.annotations.NullMarked;
