/** What a command has to do with its process: signals, standard output, the terminal, the log, folders. */
@NullMarked
package io.heliograph.cli.process;

import org.jspecify.annotations.NullMarked;
