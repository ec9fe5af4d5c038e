@NullMarked
package io.heliograph.architecture;

import org.jspecify.annotations.NullMarked;
