package io.heliograph.internal.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old libraries on the class path are found before the first send. */
class LibraryCheckTest {
    private final ClassLoader present = Objects.requireNonNull(LibraryCheckTest.class.getClassLoader());

    private Path folder;

    @BeforeEach
    void use(@TempDir Path newFolder) {
        folder = newFolder;
    }

    /** Class loader whose classes of a package are those of a jar with one source, as an older version's would be. */
    private ClassLoader withOld(String jar, String packageName, String simpleName, String body) throws IOException {
        Path classes = Files.createDirectory(folder.resolve(simpleName));
        Path source = classes.resolve(simpleName + ".java");
        Files.writeString(source, "package " + packageName + "; " + body);
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        int failures = javac.run(System.out, System.err, "-proc:none", "-d", classes.toString(), source.toString());
        assertThat(failures).isZero();
        String path = packageName.replace('.', '/');
        Path file = folder.resolve(jar);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file));
                var all = Files.list(classes.resolve(path))) {
            for (Path each : all.toList()) {
                out.putNextEntry(new JarEntry(path + "/" + each.getFileName()));
                out.write(Files.readAllBytes(each));
            }
        }
        return new URLClassLoader(new URL[] {file.toUri().toURL()}, present) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(packageName + ".")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        };
    }

    @Test
    void the_versions_of_the_build_pass() {
        assertThatCode(() -> LibraryCheck.run(present)).doesNotThrowAnyException();
        assertThatCode(LibraryCheck::run).doesNotThrowAnyException();
    }

    @Test
    void an_old_okhttp_is_named_with_its_jar_and_what_is_needed() throws IOException {
        ClassLoader old = withOld(
                "okhttp-4.12.0.jar",
                "okhttp3",
                "Interceptor",
                "public interface Interceptor { interface Chain { Object request(); } }");

        assertThatThrownBy(() -> LibraryCheck.run(old))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Heliograph needs OkHttp (com.squareup.okhttp3:okhttp-jvm) 5.4 or newer")
                .hasMessageContaining("okhttp-4.12.0.jar, which is too old")
                .hasMessageContaining("io.heliograph:heliograph-core");
    }

    @Test
    void an_old_okio_is_named() throws IOException {
        ClassLoader old = withOld("okio-jvm-3.6.0.jar", "okio", "Buffer", "public class Buffer {}");

        assertThatThrownBy(() -> LibraryCheck.run(old))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Okio (com.squareup.okio:okio-jvm) 3.17 or newer")
                .hasMessageContaining("okio-jvm-3.6.0.jar, which is too old");
    }

    @Test
    void an_old_moshi_and_an_old_breaker_are_named() throws IOException {
        ClassLoader moshi =
                withOld("moshi-1.2.0.jar", "com.squareup.moshi", "JsonReader", "public class JsonReader {}");
        assertThatThrownBy(() -> LibraryCheck.run(moshi))
                .hasMessageContaining("Moshi (com.squareup.moshi:moshi)")
                .hasMessageContaining("moshi-1.2.0.jar, which is too old");

        ClassLoader breaker = withOld(
                "resilience4j-circuitbreaker-1.1.0.jar",
                "io.github.resilience4j.circuitbreaker",
                "CircuitBreaker",
                "public interface CircuitBreaker {}");
        assertThatThrownBy(() -> LibraryCheck.run(breaker))
                .hasMessageContaining("io.github.resilience4j:resilience4j-circuitbreaker")
                .hasMessageContaining("resilience4j-circuitbreaker-1.1.0.jar, which is too old");
    }

    @Test
    void a_library_that_is_missing_is_named() {
        ClassLoader without = new ClassLoader(present) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("io.github.resilience4j.circuitbreaker.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };

        assertThatThrownBy(() -> LibraryCheck.run(without))
                .hasMessageContaining("io.github.resilience4j:resilience4j-circuitbreaker")
                .hasMessageContaining("it isn't on the class path");
    }
}
