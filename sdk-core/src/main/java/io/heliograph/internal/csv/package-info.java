/** Lines and fields of CSV files. */
@NullMarked
package io.heliograph.internal.csv;

import org.jspecify.annotations.NullMarked;
