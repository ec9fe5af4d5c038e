/** Measures the code and checks its budgets; it needs only the JDK, so that scripts/house can run it alone. */
@NullMarked
package io.heliograph.architecture.house;

import org.jspecify.annotations.NullMarked;
