/** For tests of Spring Boot applications: a sandbox instead of the vendors. */
@NullMarked
package io.heliograph.spring.test;

import org.jspecify.annotations.NullMarked;
