/** One-time tokens of Spring Security by SMS. */
@NullMarked
package io.heliograph.spring.security;

import org.jspecify.annotations.NullMarked;
