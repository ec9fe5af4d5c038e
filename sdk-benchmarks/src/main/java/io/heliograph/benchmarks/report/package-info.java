/** Makes the tables and charts of the README and the docs from the raw files. */
@NullMarked
package io.heliograph.benchmarks.report;

import org.jspecify.annotations.NullMarked;
