/** What the pipeline does with outcomes and reports, and users don't. Not exported. */
@NullMarked
package io.heliograph.internal.outcome;

import org.jspecify.annotations.NullMarked;
