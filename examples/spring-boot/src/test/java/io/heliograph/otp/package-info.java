@NullMarked
package io.heliograph.otp;

import org.jspecify.annotations.NullMarked;
