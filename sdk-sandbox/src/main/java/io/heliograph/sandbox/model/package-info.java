/** The values that a sandbox shows and takes: its messages, its webhook deliveries, and the faults of its vendors. */
@NullMarked
package io.heliograph.sandbox.model;

import org.jspecify.annotations.NullMarked;
