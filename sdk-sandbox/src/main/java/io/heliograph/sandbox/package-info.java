/** A local server that speaks vendors' documented SMS APIs and keeps what it is sent in an inbox. */
@NullMarked
package io.heliograph.sandbox;

import org.jspecify.annotations.NullMarked;
