/** Request bodies are written, replies are bound; the only package that knows how Moshi is set up. */
@NullMarked
package io.heliograph.json;

import org.jspecify.annotations.NullMarked;
