@NullMarked
package io.heliograph.sandbox.client;

import org.jspecify.annotations.NullMarked;
