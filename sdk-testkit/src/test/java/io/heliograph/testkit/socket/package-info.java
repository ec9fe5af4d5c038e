@NullMarked
package io.heliograph.testkit.socket;

import org.jspecify.annotations.NullMarked;
