package io.heliograph.internal.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Checks at the start that the libraries on the class path have what Heliograph calls: with an older one every send would fail.
 * Immutable and thread-safe.
 */
public final class LibraryCheck {
    /**
     * A class or method that only a new enough library has.
     *
     * @param library the library and the versions that have it
     * @param method the method's name; empty where the class is enough
     * @param descriptor the method's parameter types and return type, as in class files
     */
    private record Required(String library, String type, String method, String descriptor) {
        Required(String library, String type) {
            this(library, type, "", "");
        }

        /** Looks for this method alone: a list of the class's methods would load the types of all of them. */
        boolean isIn(ClassLoader classes) {
            try {
                Class<?> found = Class.forName(type, false, classes);
                if (!method.isEmpty()) {
                    MethodHandles.publicLookup()
                            .findVirtual(found, method, MethodType.fromMethodDescriptorString(descriptor, classes));
                }
                return true;
            } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException e) {
                return false;
            }
        }
    }

    private static final String OKHTTP = "OkHttp (com.squareup.okhttp3:okhttp-jvm) 5.4 or newer";
    private static final String OKIO = "Okio (com.squareup.okio:okio-jvm) 3.17 or newer";
    private static final String MOSHI = "Moshi (com.squareup.moshi:moshi) 1.15 or newer";
    private static final String BREAKER =
            "Resilience4j (io.github.resilience4j:resilience4j-circuitbreaker) 2.2 or newer";

    private static final String PACKAGE_OF_BREAKER = "io.github.resilience4j.circuitbreaker.";

    private static final List<Required> ALL = List.of(
            new Required(OKHTTP, "okhttp3.Interceptor$Chain", "withDns", "(Lokhttp3/Dns;)Lokhttp3/Interceptor$Chain;"),
            new Required(
                    OKHTTP,
                    "okhttp3.OkHttpClient$Builder",
                    "pingInterval",
                    "(Ljava/time/Duration;)Lokhttp3/OkHttpClient$Builder;"),
            new Required(OKIO, "okio.Socket"),
            new Required(OKIO, "okio.BufferedSource", "indexOf", "(BJJ)J"),
            new Required(MOSHI, "com.squareup.moshi.JsonReader", "readJsonValue", "()Ljava/lang/Object;"),
            new Required(
                    MOSHI,
                    "com.squareup.moshi.JsonWriter",
                    "value",
                    "(Ljava/lang/Boolean;)Lcom/squareup/moshi/JsonWriter;"),
            new Required(
                    BREAKER,
                    PACKAGE_OF_BREAKER + "CircuitBreakerConfig$Builder",
                    "waitIntervalFunctionInOpenState",
                    "(Lio/github/resilience4j/core/IntervalFunction;)"
                            + "Lio/github/resilience4j/circuitbreaker/CircuitBreakerConfig$Builder;"),
            new Required(BREAKER, PACKAGE_OF_BREAKER + "CircuitBreaker", "releasePermission", "()V"));

    /** A native image has the classes that it was built with, and not all of them by reflection. */
    private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

    private static final AtomicBoolean PASSED = new AtomicBoolean();

    private LibraryCheck() {}

    /**
     * Checks the class path of this class, until it has passed once.
     *
     * @throws IllegalStateException naming each library that is missing or too old
     */
    public static void run() {
        if (!PASSED.get()) {
            if (System.getProperty(NATIVE_IMAGE) == null) {
                run(Objects.requireNonNull(LibraryCheck.class.getClassLoader(), "loader"));
            }
            PASSED.set(true);
        }
    }

    /** Checks another class path. */
    static void run(ClassLoader classes) {
        Set<String> problems = new LinkedHashSet<>();
        for (Required required : ALL) {
            if (!required.isIn(classes)) {
                problems.add("Heliograph needs " + required.library() + "; " + present(required.type(), classes));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    String.join(". ", problems)
                            + ". The dependencies of io.heliograph:heliograph-core have the right versions: exclude the older one, or manage its version.");
        }
    }

    private static String present(String type, ClassLoader classes) {
        try {
            return "the class path has " + jar(Class.forName(type, false, classes)) + ", which is too old";
        } catch (ClassNotFoundException | LinkageError e) {
            return neighbour(type, classes)
                    .map(near -> "the class path has " + near + ", which is too old")
                    .orElse("it isn't on the class path");
        }
    }

    /** The jar of a class that all versions have, where the required one is missing. */
    private static Optional<String> neighbour(String type, ClassLoader classes) {
        if (!type.startsWith("okio.")) {
            return Optional.empty();
        }
        try {
            return Optional.of(jar(Class.forName("okio.Buffer", false, classes)));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The name of a class's jar, which has the version in it. */
    private static String jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        String path = place == null ? "" : place.getPath().replaceAll("[!/]+$", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "another " + type.getName() : name;
    }
}
