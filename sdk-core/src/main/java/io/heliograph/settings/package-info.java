/** Settings by name: their declarations, their sources, and the values that are read from them. */
@NullMarked
package io.heliograph.settings;

import org.jspecify.annotations.NullMarked;
