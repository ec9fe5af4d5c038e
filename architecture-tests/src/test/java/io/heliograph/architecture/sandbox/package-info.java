/** The providers against the sandbox: every operation, and the provider contract with the sandbox's answers. */
@NullMarked
package io.heliograph.architecture.sandbox;

import org.jspecify.annotations.NullMarked;
