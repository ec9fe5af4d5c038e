/** The model: what is asked for, what a provider holds, and what came of a send. */
@NullMarked
package io.heliograph.message;

import org.jspecify.annotations.NullMarked;
