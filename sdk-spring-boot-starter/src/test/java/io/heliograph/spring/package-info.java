@NullMarked
package io.heliograph.spring;

import org.jspecify.annotations.NullMarked;
