/** The HTTP servers: the main port and one port for each vendor. */
@NullMarked
package io.heliograph.sandbox.server;

import org.jspecify.annotations.NullMarked;
