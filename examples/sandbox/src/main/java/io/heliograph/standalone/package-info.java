/** The sandbox as a program. */
@NullMarked
package io.heliograph.standalone;

import org.jspecify.annotations.NullMarked;
