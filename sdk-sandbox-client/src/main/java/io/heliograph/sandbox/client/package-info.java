/** A running sandbox, in this process or another one: what it has, and what a test changes in it. */
@NullMarked
package io.heliograph.sandbox.client;

import org.jspecify.annotations.NullMarked;
