/** What became of messages: one timeline for each, out of receipts, questions and reports in any order. */
@NullMarked
package io.heliograph.tracking;

import org.jspecify.annotations.NullMarked;
