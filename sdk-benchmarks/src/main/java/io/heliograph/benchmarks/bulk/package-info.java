/** Bulk sends beside the bytes that they write. */
@NullMarked
package io.heliograph.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
