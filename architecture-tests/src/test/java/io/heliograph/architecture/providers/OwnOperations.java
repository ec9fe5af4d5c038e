package io.heliograph.architecture.providers;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The operations that one vendor has beyond sending: the public methods of its entry class, and of the parts that these return. */
final class OwnOperations {
    private static final Set<String> COMMON = Set.of("provider", "equals", "hashCode", "toString");

    private OwnOperations() {}

    /** A list of them; a sentence if there are none. */
    static String of(Class<?> entry) {
        Map<String, Set<String>> byPart = new TreeMap<>();
        for (Method method : methods(entry)) {
            Class<?> type = method.getReturnType();
            boolean isPart = method.getParameterCount() == 0
                    && type.getPackageName().equals(entry.getPackageName())
                    && !type.isRecord()
                    && !type.isEnum();
            if (isPart) {
                byPart.put(method.getName() + "()", names(type));
            } else {
                byPart.computeIfAbsent("", key -> new TreeSet<>()).add(method.getName());
            }
        }
        if (byPart.isEmpty()) {
            return "None: the vendor documents no other operation.";
        }
        return byPart.entrySet().stream()
                .map(part -> "* `" + entry.getSimpleName() + (part.getKey().isEmpty() ? "" : "." + part.getKey())
                        + "`: "
                        + part.getValue().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> names(Class<?> part) {
        return methods(part).stream().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Method> methods(Class<?> type) {
        return List.of(type.getDeclaredMethods()).stream()
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic()
                        && !COMMON.contains(method.getName()))
                .toList();
    }
}
