/** A raw socket server that counts what an HTTP client really sent, and misbehaves as scripted. */
@NullMarked
package io.heliograph.testkit.socket;

import org.jspecify.annotations.NullMarked;
