/** What durable stores cost. */
@NullMarked
package io.heliograph.benchmarks.store;

import org.jspecify.annotations.NullMarked;
