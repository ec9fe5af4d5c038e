package io.heliograph.otp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code otp.}; immutable.
 *
 * @param brand the name in the text
 * @param validity how long a code is valid
 * @param attempts how many wrong codes lock it
 * @param pause how long a number waits for its next code
 * @param perHour how many codes a number gets within any 60 minutes
 * @param maxCodes how many codes are kept at a time
 */
@ConfigurationProperties("otp")
record OtpSettings(
        @DefaultValue("ACME") String brand,
        @DefaultValue("5m") Duration validity,
        @DefaultValue("5") int attempts,
        @DefaultValue("30s") Duration pause,
        @DefaultValue("5") int perHour,
        @DefaultValue("100000") int maxCodes) {}
