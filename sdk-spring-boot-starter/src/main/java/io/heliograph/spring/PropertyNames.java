package io.heliograph.spring;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Name;

/** The names of {@link HeliographProperties}, as they are written in a file. */
final class PropertyNames {
    private static final List<String> STARTERS =
            List.of("enabled", "providers", "webhooks.", "sandbox.", "ssl.", "health.");

    private PropertyNames() {}

    /** All names, in full; of the providers the one above them only. */
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
        return STARTERS.stream().noneMatch(starters -> name.startsWith("heliograph." + starters));
    }

    private static void collect(String above, Class<?> type, Predicate<Class<?>> wanted, List<String> names) {
        for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
            Name other = component.getAnnotation(Name.class);
            String name = above + "." + (other == null ? kebab(component.getName()) : other.value());
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
