/** Makes the tables and charts of docs/performance.md from the raw files. */
@NullMarked
package io.heliograph.benchmarks.report;

import org.jspecify.annotations.NullMarked;
