package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.settings.GeneralSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.util.ClassUtils;

/** The settings of the store, without its classes, which an application may not have. */
final class StoreSettings {
    static final String SETTING = GeneralSetting.STORE.fullName();
    static final String CLASS = "io.heliograph.store.jdbc.JdbcStore";
    static final String MEMORY = "memory";
    static final String JDBC = "jdbc";

    private static final String ROOT = "heliograph.jdbc-store.";
    private static final int KEY_BYTES = 32;

    private StoreSettings() {}

    static List<Violation> violations(HeliographProperties.Jdbc settings) {
        List<Violation> violations = new ArrayList<>();
        if (settings.key() != null && key(settings).isEmpty()) {
            violations.add(new Violation(ROOT + "key", "must be the Base64 of " + KEY_BYTES + " random bytes"));
        }
        positive(violations, "keep", settings.keep());
        positive(violations, "keep-unresolved", settings.keepUnresolved());
        positive(violations, "keep-timelines", settings.keepTimelines());
        return violations;
    }

    private static void positive(List<Violation> violations, String name, Duration time) {
        if (time.isZero() || time.isNegative()) {
            violations.add(new Violation(ROOT + name, "must be more than 0"));
        }
    }

    /** The secret; empty where it isn't set, or is wrong. */
    static Optional<byte[]> key(HeliographProperties.Jdbc settings) {
        if (settings.key() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(settings.key().strip()))
                    .filter(bytes -> bytes.length == KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Builds the client; where it lacks the store of its settings, says what to do in an application. */
    static SmsClient build(SmsClientBuilder client) {
        try {
            return client.build();
        } catch (InvalidRequestException e) {
            boolean lacksStore = e.violations().stream()
                    .anyMatch(violation -> violation.field().equals(SETTING));
            if (!lacksStore) {
                throw e;
            }
            boolean hasLibrary = ClassUtils.isPresent(CLASS, ClassUtils.getDefaultClassLoader());
            throw new SetupException(
                    SETTING + " is set, and there is no store"
                            + (hasLibrary ? "." : ": io.heliograph:heliograph-store-jdbc isn't on the class path."),
                    hasLibrary
                            ? "Define an IdempotencyStore bean, build the application with " + SETTING
                                    + " if it is processed ahead of time (AOT), or set it to " + MEMORY + "."
                            : "Add io.heliograph:heliograph-store-jdbc, or set " + SETTING + " to " + MEMORY
                                    + ": then a restart forgets the keys.",
                    e);
        }
    }
}
