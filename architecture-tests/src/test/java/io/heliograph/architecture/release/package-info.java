/** Checks what a release consists of; it needs only the JDK, so that scripts/release can run it alone. */
@NullMarked
package io.heliograph.architecture.release;

import org.jspecify.annotations.NullMarked;
