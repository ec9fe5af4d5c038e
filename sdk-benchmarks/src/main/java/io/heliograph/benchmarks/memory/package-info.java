/** What the stores in memory take. */
@NullMarked
package io.heliograph.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
