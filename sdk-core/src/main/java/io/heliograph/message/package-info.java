@NullMarked
package io.heliograph.message;

import org.jspecify.annotations.NullMarked;
