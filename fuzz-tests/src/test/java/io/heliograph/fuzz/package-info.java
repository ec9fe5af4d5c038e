/** Everything that vendors say is read here from bytes that they never said. */
@NullMarked
package io.heliograph.fuzz;

import org.jspecify.annotations.NullMarked;
