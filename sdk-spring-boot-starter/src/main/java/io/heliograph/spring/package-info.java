/** Heliograph in Spring Boot: what an application gets by having the starter. */
@NullMarked
package io.heliograph.spring;

import org.jspecify.annotations.NullMarked;
