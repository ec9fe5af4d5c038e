/** Writes JSON request bodies and binds JSON responses; the only package that configures Moshi. */
@NullMarked
package io.heliograph.json;

import org.jspecify.annotations.NullMarked;
