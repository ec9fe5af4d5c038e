/** The model: requests, messages at a provider, and outcomes of sends. */
@NullMarked
package io.heliograph.message;

import org.jspecify.annotations.NullMarked;
