/** What every package of the core may use, and nobody else. */
@NullMarked
package io.heliograph.internal.base;

import org.jspecify.annotations.NullMarked;
