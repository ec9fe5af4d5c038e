package io.heliograph.cli.doctor;

import java.util.Objects;

/**
 * What a check has seen. Immutable and thread-safe; it holds no secret, no phone number and no text of a message.
 *
 * @param check the name of the check, such as {@code tls}
 * @param subject what it is about, such as a provider's name; empty for the whole set-up
 * @param seen what was seen
 * @param advice what to do; empty if nothing
 */
public record Finding(String check, String subject, Level level, String seen, String advice) {
    public Finding {
        Objects.requireNonNull(level, "level");
    }

    static Finding ok(String check, String subject, String seen) {
        return new Finding(check, subject, Level.OK, seen, "");
    }

    static Finding warn(String check, String subject, String seen, String advice) {
        return new Finding(check, subject, Level.WARN, seen, advice);
    }

    static Finding fail(String check, String subject, String seen, String advice) {
        return new Finding(check, subject, Level.FAIL, seen, advice);
    }
}
