/** Operations of the pipeline on outcomes and reports. Not exported. */
@NullMarked
package io.heliograph.internal.outcome;

import org.jspecify.annotations.NullMarked;
