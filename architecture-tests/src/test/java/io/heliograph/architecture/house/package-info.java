/** Measures the code and holds the budgets of it; the JDK is all it needs, so that scripts/house can run it alone. */
@NullMarked
package io.heliograph.architecture.house;

import org.jspecify.annotations.NullMarked;
