package io.heliograph.spring;

import io.heliograph.settings.GeneralSetting;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of {@link HeliographProperties}, in the spelling of a file. */
final class PropertyNames {
    private static final Set<String> OF_CORE =
            Stream.of(GeneralSetting.values()).map(GeneralSetting::fullName).collect(Collectors.toUnmodifiableSet());

    private PropertyNames() {}

    /** All names, in full; of the providers' settings only the name above them. */
    static List<String> all() {
        List<String> names = new ArrayList<>();
        collect("heliograph", HeliographProperties.class, type -> true, names);
        return names;
    }

    /** The names of those that are lists. */
    static List<String> lists() {
        List<String> names = new ArrayList<>();
        collect("heliograph", HeliographProperties.class, List.class::equals, names);
        return names;
    }

    /** Whether the core reads a setting, and not the starter alone. */
    static boolean isOfCore(String name) {
        return OF_CORE.contains(name);
    }

    private static void collect(String prefix, Class<?> type, Predicate<Class<?>> wanted, List<String> names) {
        for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                collect(name, component.getType(), wanted, names);
            } else if (wanted.test(component.getType())) {
                names.add(name);
            }
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
