package io.heliograph.otp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set under {@code otp.}; immutable.
 *
 * @param brand who the text says that the code is for
 * @param validity how long a code is good
 * @param attempts how many wrong codes end it
 * @param pause how long a number waits for its next code
 * @param perHour how many codes a number gets within any 60 minutes
 * @param most how many codes are remembered at once
 */
@ConfigurationProperties("otp")
record OtpSettings(
        @DefaultValue("ACME") String brand,
        @DefaultValue("5m") Duration validity,
        @DefaultValue("5") int attempts,
        @DefaultValue("30s") Duration pause,
        @DefaultValue("5") int perHour,
        @DefaultValue("100000") int most) {}
