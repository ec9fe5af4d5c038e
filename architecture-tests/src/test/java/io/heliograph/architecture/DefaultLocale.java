package io.heliograph.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds calls and method references, in compiled classes, whose result depends on the default locale. */
final class DefaultLocale {
    private static final String CONSTRUCTOR = "<init>";

    /** By class; each has an overload that takes a locale, or symbols of one. */
    private static final Map<String, Set<String>> METHODS = Map.ofEntries(
            Map.entry("java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase")),
            Map.entry("java.io.PrintStream", Set.of("format", "printf")),
            Map.entry("java.io.PrintWriter", Set.of("format", "printf")),
            Map.entry("java.io.Console", Set.of("format", "printf", "readLine", "readPassword")),
            Map.entry("java.util.Formatter", Set.of(CONSTRUCTOR)),
            Map.entry("java.util.Scanner", Set.of(CONSTRUCTOR)),
            Map.entry("java.util.Locale", Set.of("getDefault")),
            Map.entry("java.text.DecimalFormat", Set.of(CONSTRUCTOR)),
            Map.entry("java.text.DecimalFormatSymbols", Set.of(CONSTRUCTOR, "getInstance")),
            Map.entry("java.text.SimpleDateFormat", Set.of(CONSTRUCTOR)),
            Map.entry("java.text.MessageFormat", Set.of(CONSTRUCTOR, "format")),
            Map.entry("java.text.Collator", Set.of("getInstance")),
            Map.entry("java.text.BreakIterator", Set.of("getCharacterInstance", "getWordInstance", "getLineInstance")),
            Map.entry(
                    "java.text.DateFormat",
                    Set.of("getInstance", "getDateInstance", "getTimeInstance", "getDateTimeInstance")),
            Map.entry(
                    "java.text.NumberFormat",
                    Set.of(
                            "getInstance",
                            "getNumberInstance",
                            "getIntegerInstance",
                            "getCurrencyInstance",
                            "getPercentInstance",
                            "getCompactNumberInstance")),
            Map.entry(
                    "java.time.format.DateTimeFormatter",
                    Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime")),
            Map.entry("java.time.format.DateTimeFormatterBuilder", Set.of("toFormatter")));

    private static final Set<String> LOCALES = Set.of("java.util.Locale", "java.text.DecimalFormatSymbols");

    private DefaultLocale() {}

    /** The uses, each as the place and what is called there. */
    static List<String> uses(JavaClasses classes) {
        return classes.stream().flatMap(DefaultLocale::uses).sorted().toList();
    }

    private static Stream<String> uses(JavaClass javaClass) {
        return javaClass.getCodeUnitAccessesFromSelf().stream()
                .filter(DefaultLocale::isLocaleMissing)
                .map(access -> access.getSourceCodeLocation() + ": "
                        + access.getTargetOwner().getSimpleName() + "."
                        + access.getTarget().getName())
                .distinct();
    }

    private static boolean isLocaleMissing(JavaCodeUnitAccess<?> access) {
        Set<String> methods = METHODS.getOrDefault(access.getTargetOwner().getName(), Set.of());
        Set<String> parameters = access.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        return methods.contains(access.getTarget().getName())
                && parameters.stream().noneMatch(LOCALES::contains);
    }
}
