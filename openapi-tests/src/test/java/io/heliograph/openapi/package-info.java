@NullMarked
package io.heliograph.openapi;

import org.jspecify.annotations.NullMarked;
