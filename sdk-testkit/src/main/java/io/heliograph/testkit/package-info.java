/** Contracts that every provider keeps: extend them, define how to build the provider, and run them. */
@NullMarked
package io.heliograph.testkit;

import org.jspecify.annotations.NullMarked;
