/** Benchmarks beside comparable libraries. */
@NullMarked
package io.heliograph.benchmarks;

import org.jspecify.annotations.NullMarked;
