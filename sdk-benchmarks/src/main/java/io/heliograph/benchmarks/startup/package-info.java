/** From a new JVM to the first accepted send. */
@NullMarked
package io.heliograph.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
