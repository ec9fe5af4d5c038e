@NullMarked
package io.heliograph.spring.test;

import org.jspecify.annotations.NullMarked;
