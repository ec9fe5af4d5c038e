/** Measurements of what others do too, side by side. */
@NullMarked
package io.heliograph.benchmarks;

import org.jspecify.annotations.NullMarked;
