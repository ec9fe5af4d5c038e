package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** An application that is processed ahead of time, compiled, and started with other properties, as Spring's plugins do it. */
class AheadOfTimeTest {
    private static final String KEY = "heliograph.providers.wavix.api-key=key-1";

    private final Path folder;

    AheadOfTimeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static AnnotationConfigApplicationContext context(String... properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(AheadOfTimeRun.properties(properties));
        context.register(AheadOfTimeRun.App.class);
        return context;
    }

    /** Processes the application with these properties; gives the class that starts what was made of it. */
    private String build(String... properties) throws IOException {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get(AheadOfTimeRun.App.class)), files);
        ClassName initializer;
        try (AnnotationConfigApplicationContext context = context(properties)) {
            initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();
        List<String> options = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
        for (Kind kind : List.of(Kind.SOURCE, Kind.CLASS)) {
            for (String name : files.getGeneratedFiles(kind).keySet()) {
                Path file = folder.resolve(name);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                try (var in = Objects.requireNonNull(files.getGeneratedFile(kind, name))
                        .getInputStream()) {
                    Files.copy(in, file);
                }
                if (kind == Kind.SOURCE) {
                    options.add(file.toString());
                }
            }
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
                .isZero();
        return initializer.reflectionName();
    }

    /** Loads what was generated, and the starter with it: its beans are of packages that aren't public. All else is loaded already. */
    private static final class StarterLoader extends URLClassLoader {
        StarterLoader(URL[] path) {
            super(path, AheadOfTimeTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (findLoadedClass(name) == null && findResource(name.replace('.', '/') + ".class") != null) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }

    private String start(String initializer, String... properties) throws ReflectiveOperationException, IOException {
        URL[] path = {folder.toUri().toURL(), home(SmsClientAutoConfiguration.class), home(AheadOfTimeRun.class)};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new StarterLoader(path)) {
            Thread.currentThread().setContextClassLoader(loader);
            @SuppressWarnings("unchecked")
            Function<List<String>, String> run =
                    (Function<List<String>, String>) loader.loadClass("io.heliograph.spring.AheadOfTimeRun")
                            .getConstructor()
                            .newInstance();
            return run.apply(
                    Stream.concat(Stream.of(initializer), Stream.of(properties)).toList());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void what_was_built_without_the_sandbox_sends_nothing_where_the_sandbox_is_meant()
            throws IOException, ReflectiveOperationException {
        String built = build(KEY);

        assertThat(start(built, KEY, "heliograph.sandbox.enabled=true"))
                .isEqualTo("heliograph.sandbox.enabled is true now, and was false when the application was processed"
                        + " ahead of time (AOT), which decided for good. Start it with"
                        + " heliograph.sandbox.enabled=false, or build it with heliograph.sandbox.enabled=true.");
        assertThat(start(built, KEY)).isEqualTo("SmsClient[wavix], no sandbox");
    }

    @Test
    void what_was_built_with_the_sandbox_loses_nothing_where_sms_are_meant()
            throws IOException, ReflectiveOperationException {
        String built = build("heliograph.sandbox.enabled=true", "heliograph.route=wavix");

        assertThat(start(built, KEY, "heliograph.route=wavix"))
                .startsWith("heliograph.sandbox.enabled is false now, and was true when");
        assertThat(start(built, KEY, "heliograph.route=wavix", "heliograph.sandbox.enabled=false"))
                .startsWith("heliograph.sandbox.enabled is false now, and was true when");
        assertThat(start(built, "heliograph.route=wavix", "heliograph.sandbox.enabled=true"))
                .isEqualTo("SmsClient[wavix], a sandbox");
    }

    @Test
    void whether_the_sandbox_is_in_another_process_cannot_be_changed_afterwards()
            throws IOException, ReflectiveOperationException {
        String enabled = "heliograph.sandbox.enabled=true";
        String url = "heliograph.sandbox.url=http://127.0.0.1:1";

        assertThat(start(build(enabled, "heliograph.route=wavix"), enabled, "heliograph.route=wavix", url))
                .startsWith("heliograph.sandbox.url is set now, and wasn't when");
    }

    @Test
    void what_was_built_for_a_sandbox_in_another_process_starts_none_of_its_own()
            throws IOException, ReflectiveOperationException {
        String enabled = "heliograph.sandbox.enabled=true";

        assertThat(start(build(enabled, "heliograph.sandbox.url=http://127.0.0.1:1"), enabled))
                .startsWith("heliograph.sandbox.url isn't set now, and was when");
    }

    @ParameterizedTest
    @CsvSource({"heliograph.enabled", "heliograph.sandbox.webhooks", "heliograph.webhooks.enabled"})
    void whatever_else_decides_at_build_time_cannot_be_changed_afterwards(String name)
            throws IOException, ReflectiveOperationException {
        String built = build(KEY, name + "=false");

        assertThat(start(built, KEY, name + "=true")).startsWith(name + " is true now, and was false when");
        assertThat(start(built, KEY)).startsWith(name + " is true now, and was false when");
        assertThat(start(built, KEY, name + "=false"))
                .startsWith(name.equals("heliograph.enabled") ? "no client" : "SmsClient[wavix]");
    }

    @Test
    void what_was_built_with_a_client_does_not_start_where_there_shall_be_none()
            throws IOException, ReflectiveOperationException {
        assertThat(start(build(KEY), KEY, "heliograph.enabled=false"))
                .startsWith("heliograph.enabled is false now, and was true when");
    }

    @Test
    void without_processing_ahead_of_time_the_properties_decide() {
        for (String word : List.of("true", "false")) {
            try (AnnotationConfigApplicationContext context =
                    context(KEY, "heliograph.route=wavix", "heliograph.sandbox.enabled=" + word)) {
                context.refresh();
                assertThat(AheadOfTimeRun.description(context)).startsWith("SmsClient[wavix]");
            }
        }
    }
}
