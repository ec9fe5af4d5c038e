/** Sends through NativeHub (nativehub.live), messaging API v1. */
@NullMarked
package io.heliograph.nativehub;

import org.jspecify.annotations.NullMarked;
