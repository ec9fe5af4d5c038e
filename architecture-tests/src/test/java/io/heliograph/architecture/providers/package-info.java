/** The tables of the provider pages and of docs/capabilities.md, made from the providers' code. */
@NullMarked
package io.heliograph.architecture.providers;

import org.jspecify.annotations.NullMarked;
