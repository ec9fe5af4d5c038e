@NullMarked
package io.heliograph.spring.metrics;

import org.jspecify.annotations.NullMarked;
