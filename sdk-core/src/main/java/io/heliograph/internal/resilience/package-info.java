/** Adapters of Resilience4j, which is imported nowhere else. Not exported. */
@NullMarked
package io.heliograph.internal.resilience;

import org.jspecify.annotations.NullMarked;
