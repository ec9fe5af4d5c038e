/** The checks of {@code sms doctor}: each looks at one thing of a set-up, and says what it has seen and what to do. */
@NullMarked
package io.heliograph.cli.doctor;

import org.jspecify.annotations.NullMarked;
