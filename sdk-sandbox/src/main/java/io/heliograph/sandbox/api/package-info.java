/** The REST API of a sandbox, below {@code /api} on the main port. */
@NullMarked
package io.heliograph.sandbox.api;

import org.jspecify.annotations.NullMarked;
