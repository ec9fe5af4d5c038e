/** Contracts that every provider keeps: extend them, say how the provider is built, and run them. */
@NullMarked
package io.heliograph.testkit;

import org.jspecify.annotations.NullMarked;
