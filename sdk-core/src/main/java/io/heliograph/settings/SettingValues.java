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

/** Values of settings below one prefix, and all that is wrong with them, by their full names. Not thread-safe. */
final class SettingValues {
    private final String prefix;
    private final ProviderSettings settings;
    private final List<Violation> faults = new ArrayList<>();

    SettingValues(String prefix, ProviderSettings settings) {
        this.prefix = prefix;
        this.settings = settings;
    }

    /** Those that are no provider's. */
    static SettingValues general(Settings settings) {
        return new SettingValues(
                SettingNames.ROOT, new ProviderSettings(name -> settings.get(SettingNames.ROOT + name)));
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

    /** A number within its declared range; empty where it isn't set, or isn't right. */
    OptionalInt number(GeneralSetting setting) {
        OptionalInt number = settings.number(setting.shortName());
        if (number.isPresent() && !setting.allows(number.getAsInt())) {
            fault(setting.shortName(), "must be " + setting.allowed());
            return OptionalInt.empty();
        }
        return number;
    }

    /** What stands between separators; nothing at all would be no limit at all. */
    List<String> list(GeneralSetting setting) {
        String separator = setting.type() == GeneralSetting.Type.COMMA_LIST ? "," : ";";
        Optional<String> value = text(setting);
        List<String> all = value.stream()
                .flatMap(text -> Stream.of(text.split(separator)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (value.isPresent() && all.isEmpty()) {
            fault(setting.shortName(), "names none, which would switch it off in silence; name one, or say off");
        }
        return all;
    }

    void fault(String shortName, String problem) {
        faults.add(new Violation(prefix + shortName, problem));
    }

    /**
     * Makes something of values; empty where that fails.
     *
     * @param group what the names of its fields stand below, such as {@code retry.}
     */
    <T> Optional<T> make(String group, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> fault(group + kebab(fault.field()), fault.problem()));
            return Optional.empty();
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Everything that is wrong with what was read so far. */
    List<Violation> faults() {
        return Stream.concat(
                        settings.faults().stream().map(fault -> new Violation(prefix + fault.field(), fault.problem())),
                        faults.stream())
                .toList();
    }

    /** The full names that were read so far. */
    Stream<String> known() {
        Set<String> names = settings.known();
        return names.stream().map(name -> prefix + name);
    }
}
