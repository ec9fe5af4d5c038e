package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module works with only the JDK. */
class StandaloneTest {
    private static URL classes() {
        return Segments.class.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URLClassLoader alone() {
        return new URLClassLoader(new URL[] {classes()}, ClassLoader.getPlatformClassLoader());
    }

    private static List<String> names() throws Exception {
        Path root = Path.of(classes().toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("module-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .toList();
        }
    }

    @Test
    void every_class_is_whole_without_another_jar() throws Exception {
        List<String> names = names();
        assertThat(names).contains(Segments.class.getName(), SmartEncoding.class.getName());
        try (URLClassLoader alone = alone()) {
            for (String name : names) {
                Class<?> loaded = Class.forName(name, true, alone);
                assertThat(loaded.getClassLoader()).isSameAs(alone);
                // Loads every type in a signature, so that a missing one is an error here.
                assertThat(loaded.getDeclaredMethods()).isNotNull();
                assertThat(loaded.getDeclaredConstructors()).isNotNull();
                assertThat(loaded.getDeclaredFields()).isNotNull();
            }
        }
    }

    @Test
    void it_counts_and_rewrites_without_another_jar() throws Exception {
        try (URLClassLoader alone = alone()) {
            Class<?> segments = Class.forName(Segments.class.getName(), true, alone);
            Object counted = segments.getMethod("of", CharSequence.class).invoke(null, "]".repeat(153));
            assertThat(segments.getMethod("parts").invoke(counted)).isEqualTo(3);

            Class<?> encoding = Class.forName(SmartEncoding.class.getName(), true, alone);
            Object typography = encoding.getMethod("typography").invoke(null);
            Object rewritten = encoding.getMethod("apply", CharSequence.class).invoke(typography, "It’s ready");
            assertThat(rewritten.getClass().getMethod("text").invoke(rewritten)).isEqualTo("It's ready");
        }
    }

    /** Annotations are for the compiler, and aren't needed at run time. */
    @Test
    void the_module_requires_nothing_at_run_time() throws IOException {
        try (InputStream descriptor = new URL(classes(), "module-info.class").openStream()) {
            assertThat(ModuleDescriptor.read(descriptor).requires().stream()
                            .filter(module -> !module.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                            .map(ModuleDescriptor.Requires::name))
                    .containsExactly("java.base");
        }
    }
}
