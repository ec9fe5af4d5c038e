@NullMarked
package io.heliograph.testing;

import org.jspecify.annotations.NullMarked;
