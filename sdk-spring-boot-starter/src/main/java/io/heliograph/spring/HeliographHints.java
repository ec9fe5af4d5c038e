package io.heliograph.spring;

import io.heliograph.spi.ProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Hints for a native image: the properties, the providers that the service loader finds, the fields to which their responses
 * are bound, the data about phone numbers, and the statements that make a store's tables.
 */
final class HeliographHints implements RuntimeHintsRegistrar {
    private static final String SUFFIX = ".class";

    /** Its package is its own; the properties are bound without the store's classes. */
    private static final String OUTBOX_PROPERTIES = "io.heliograph.spring.outbox.OutboxProperties";

    /** By name, because those of Spring Framework 6 are deprecated in 7, and those of 7 aren't in 6. */
    private static final MemberCategory[] CONSTRUCTORS_AND_FIELDS = Arrays.stream(MemberCategory.values())
            .filter(memberCategory ->
                    memberCategory.name().matches("INVOKE_DECLARED_CONSTRUCTORS|(ACCESS_)?DECLARED_FIELDS"))
            .toArray(MemberCategory[]::new);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        BindableRuntimeHintsRegistrar.forTypes(HeliographProperties.class).registerHints(hints);
        hints.resources().registerPattern("META-INF/services/" + ProviderFactory.class.getName());
        hints.resources().registerPattern("com/google/i18n/phonenumbers/data/*");
        registerStore(hints, classLoader);
        registerBoot3(hints, classLoader);
        for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class, classLoader)) {
            hints.reflection().registerType(factory.getClass(), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
            registerWire(hints, factory.getClass().getPackageName(), classLoader);
        }
    }

    /** Without the store's module the patterns match nothing. */
    private static void registerStore(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/heliograph/store/jdbc/postgresql/*.sql");
        hints.resources().registerPattern("io/heliograph/store/jdbc/sqlite/*.sql");
        BindableRuntimeHintsRegistrar.forTypes(ClassUtils.resolveClassName(OUTBOX_PROPERTIES, classLoader))
                .registerHints(hints);
    }

    private static void registerBoot3(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        if (ClassUtils.isPresent(Boot3Health.INDICATOR, classLoader)) {
            hints.proxies().registerJdkProxy(TypeReference.of(Boot3Health.INDICATOR));
            hints.reflection()
                    .registerType(
                            TypeReference.of(Boot3Health.BUILDER),
                            MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
                            MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }

    /** Registers all classes of a provider, because only the provider knows to which of them responses are bound. */
    private static void registerWire(RuntimeHints hints, String packageName, @Nullable ClassLoader classLoader) {
        String folder = packageName.replace('.', '/');
        try {
            Resource[] classes = new PathMatchingResourcePatternResolver(classLoader)
                    .getResources("classpath*:" + folder + "/*" + SUFFIX);
            for (Resource resource : classes) {
                String file = String.valueOf(resource.getFilename());
                if (!file.contains("-info")) {
                    hints.reflection()
                            .registerType(
                                    TypeReference.of(
                                            packageName + "." + file.substring(0, file.length() - SUFFIX.length())),
                                    CONSTRUCTORS_AND_FIELDS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of " + packageName + " can't be listed.", e);
        }
    }
}
