/** The ports, and what answers on them. */
@NullMarked
package io.heliograph.sandbox.server;

import org.jspecify.annotations.NullMarked;
