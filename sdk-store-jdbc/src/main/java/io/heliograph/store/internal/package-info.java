/** A database as the stores use it: sessions, transactions, time, encryption and documents. Not for use by others. */
@NullMarked
package io.heliograph.store.internal;

import org.jspecify.annotations.NullMarked;
