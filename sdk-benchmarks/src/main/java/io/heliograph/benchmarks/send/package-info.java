/** Sends through Heliograph beside sends by other clients, against one server on this machine. */
@NullMarked
package io.heliograph.benchmarks.send;

import org.jspecify.annotations.NullMarked;
