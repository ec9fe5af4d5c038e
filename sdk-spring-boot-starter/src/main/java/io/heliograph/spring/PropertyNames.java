package io.heliograph.spring;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The names of {@link HeliographProperties}, as they are written in a file. */
final class PropertyNames {
    private PropertyNames() {}

    /** All names, in full; of the providers the one above them only. */
    static List<String> all() {
        List<String> names = new ArrayList<>();
        collect("heliograph", HeliographProperties.class, names);
        return names;
    }

    /** The names directly or further below a place. */
    static List<String> below(ConfigurationPropertyName place) {
        List<String> near = all().stream()
                .filter(name -> place.isAncestorOf(ConfigurationPropertyName.of(name)))
                .toList();
        return near.isEmpty() ? all() : near;
    }

    private static void collect(String above, Class<?> type, List<String> names) {
        for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
            Name other = component.getAnnotation(Name.class);
            String name = above + "." + (other == null ? kebab(component.getName()) : other.value());
            if (component.getType().isRecord()) {
                collect(name, component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
