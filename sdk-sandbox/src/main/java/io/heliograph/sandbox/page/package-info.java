/** The page in the browser. */
@NullMarked
package io.heliograph.sandbox.page;

import org.jspecify.annotations.NullMarked;
