/** Sends through phones with Android SMS Gateway (sms-gate.app): public cloud, private server or one phone. */
@NullMarked
package io.heliograph.androidgateway;

import org.jspecify.annotations.NullMarked;
