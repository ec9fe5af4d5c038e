/** Fuzz tests of all parsers of vendors' responses and webhooks. */
@NullMarked
package io.heliograph.fuzz;

import org.jspecify.annotations.NullMarked;
