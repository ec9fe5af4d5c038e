package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/getting-started.md compiles as it is, and prints what the page says. */
class GettingStartedTest {
    private static final Path PAGE = Path.of("..", "docs", "getting-started.md");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^```java Hello\\.java\\R(.*?)^```", Pattern.DOTALL);
    private static final String NUMBER = "\"+447700900123\"";
    private static final String SANDBOX = "http://127.0.0.1:8026/wavix";

    private final Sandbox sandbox = Sandbox.builder().start();
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void setUp() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void tearDown() {
        System.setOut(console);
        sandbox.close();
    }

    private static String program() throws IOException {
        Matcher program = PROGRAM.matcher(Files.readString(PAGE));
        assertThat(program.find()).isTrue();
        return program.group(1);
    }

    /** Compiles the program, once, with the sandbox's URL and its argument as the number. */
    private Method main(String program, ClassLoader loader) throws Exception {
        assertThat(program).contains(SANDBOX, NUMBER);
        Path file = folder.resolve("Hello.java");
        Files.writeString(
                file,
                program.replace(SANDBOX, sandbox.baseUrl("wavix").toString()).replace(NUMBER, "arguments[0]"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        assertThat(compiler.run(
                        null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), file.toString()))
                .isZero();
        Method main = loader.loadClass("Hello").getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        return main;
    }

    private String printed(Method main, String number) throws ReflectiveOperationException {
        printed.reset();
        main.invoke(null, (Object) new String[] {number});
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void the_program_prints_what_the_page_says() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Method main = main(program(), loader);

            assertThat(printed(main, "+447700900123")).startsWith("accepted as wavix:");
            assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("Your code is 482913");
            assertThat(printed(main, "+447700900001"))
                    .startsWith("certainly not sent: ")
                    .contains("INVALID_RECIPIENT");
            assertThat(printed(main, "+447700900002")).contains("OPTED_OUT");
        }
    }
}
