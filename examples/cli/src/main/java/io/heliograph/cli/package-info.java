/** The {@code sms} command: a program made of the public API, to use and to copy from. */
@NullMarked
package io.heliograph.cli;

import org.jspecify.annotations.NullMarked;
