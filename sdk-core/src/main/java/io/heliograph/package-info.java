/** The client: {@link io.heliograph.SmsClient} and the pipeline that every send goes through. */
@NullMarked
package io.heliograph;

import org.jspecify.annotations.NullMarked;
