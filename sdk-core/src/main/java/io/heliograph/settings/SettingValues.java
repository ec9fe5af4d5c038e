package io.heliograph.settings;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.spi.ProviderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The values of settings below one prefix, and their violations, by full name. Not thread-safe. */
final class SettingValues {
    private final String prefix;
    private final ProviderSettings settings;
    private final List<Violation> violations = new ArrayList<>();

    SettingValues(String prefix, ProviderSettings settings) {
        this.prefix = prefix;
        this.settings = settings;
    }

    /** The general settings, which aren't a provider's. */
    static SettingValues general(Settings settings) {
        return new SettingValues(
                SettingNames.ROOT, new ProviderSettings(name -> settings.find(SettingNames.ROOT + name)));
    }

    /** The settings themselves, for a provider to read. */
    ProviderSettings settings() {
        return settings;
    }

    Optional<String> text(GeneralSetting setting) {
        return settings.text(setting.shortName());
    }

    Optional<Boolean> flag(GeneralSetting setting) {
        return settings.flag(setting.shortName());
    }

    Optional<Duration> duration(GeneralSetting setting) {
        return settings.duration(setting.shortName());
    }

    /** A number within its declared range; empty where it isn't set, or is out of range. */
    OptionalInt number(GeneralSetting setting) {
        OptionalInt number = settings.number(setting.shortName());
        if (number.isPresent() && !setting.allows(number.getAsInt())) {
            violation(setting.shortName(), "must be " + setting.allowed());
            return OptionalInt.empty();
        }
        return number;
    }

    /** The texts between separators; a list without any is a violation, because it would be no limit at all. */
    List<String> list(GeneralSetting setting) {
        String separator = setting.type() == GeneralSetting.Type.COMMA_LIST ? "," : ";";
        Optional<String> value = text(setting);
        List<String> all = value.stream()
                .flatMap(text -> Stream.of(text.split(separator)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (value.isPresent() && all.isEmpty()) {
            violation(setting.shortName(), "names none, which would switch it off in silence; name one, or say off");
        }
        return all;
    }

    void violation(String shortName, String problem) {
        violations.add(new Violation(prefix + shortName, problem));
    }

    /**
     * Makes an object of values; empty where they are invalid.
     *
     * @param group the prefix of its fields' names, such as {@code retry.}
     */
    <T> Optional<T> make(String group, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidRequestException e) {
            e.violations().forEach(violation -> violation(group + kebab(violation.field()), violation.problem()));
            return Optional.empty();
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The violations of what was read so far. */
    List<Violation> violations() {
        return Stream.concat(
                        settings.violations().stream()
                                .map(violation -> new Violation(prefix + violation.field(), violation.problem())),
                        violations.stream())
                .toList();
    }

    /** The full names that were read so far. */
    Stream<String> known() {
        Set<String> names = settings.known();
        return names.stream().map(name -> prefix + name);
    }
}
