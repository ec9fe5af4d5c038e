/** Basics that every package of the core may use. Not exported. */
@NullMarked
package io.heliograph.internal.base;

import org.jspecify.annotations.NullMarked;
