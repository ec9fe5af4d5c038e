/** Settings by name: which there are, where they are read, and the values that they make. */
@NullMarked
package io.heliograph.settings;

import org.jspecify.annotations.NullMarked;
