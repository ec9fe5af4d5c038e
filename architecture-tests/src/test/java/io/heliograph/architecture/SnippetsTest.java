package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java snippet of the documentation compiles. */
class SnippetsTest {
    private static final Pattern JAVA = Pattern.compile("(?m)^```java\\R(.*?)^```", Pattern.DOTALL);

    /** The imports that the snippets of one page assume. */
    private static final String IMPORTS = """
            import io.heliograph.*;
            import io.heliograph.androidgateway.*;
            import io.heliograph.campaign.*;
            import io.heliograph.message.*;
            import io.heliograph.money.*;
            import io.heliograph.nativehub.NativeHub;
            import io.heliograph.outbox.*;
            import io.heliograph.policy.*;
            import io.heliograph.routing.*;
            import io.heliograph.sandbox.*;
            import io.heliograph.sandbox.model.*;
            import io.heliograph.sandbox.spi.*;
            import io.heliograph.sandbox.spi.MessageTimeline.Step;
            import io.heliograph.settings.Settings;
            import io.heliograph.store.jdbc.*;
            import io.heliograph.testkit.sms.SmsAssertions;
            import io.heliograph.text.*;
            import io.heliograph.text.lint.*;
            import io.heliograph.textingline.TextingLine;
            import io.heliograph.thaibulk.ThaiBulk;
            import io.heliograph.wavix.Wavix;
            import io.heliograph.wavix.WavixOptions;
            import io.heliograph.webhook.*;
            import io.heliograph.webhook.server.WebhookServer;
            import java.io.Reader;
            import java.math.BigDecimal;
            import java.net.URI;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.time.Instant;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.UUID;
            import java.util.concurrent.CopyOnWriteArrayList;
            import org.jspecify.annotations.Nullable;
            class Snippet { void snippet() throws Exception {
            """;

    @Test
    void the_snippets_of_the_documentation_compile(@TempDir Path classes) throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        int seen = 0;
        for (Path page : pages) {
            List<String> snippets = snippets(page);
            seen += snippets.size();
            // The guide to a new provider has code that the reader has yet to write, and the starter's module
            // compiles the page about Spring Boot; that about tests has whole classes, which the starter for tests
            // runs.
            if (!snippets.isEmpty()
                    && !page.endsWith("adding-a-provider.md")
                    && !page.endsWith("spring-boot.md")
                    && !page.endsWith("testing.md")) {
                assertThat(complaints(String.join("\n", snippets), classes))
                        .as("%s", page)
                        .isEmpty();
                assertThat(DefaultLocale.uses(new ClassFileImporter().importPath(classes)))
                        .as("%s", page)
                        .isEmpty();
            }
        }
        assertThat(seen).as("snippets seen").isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_snippet_that_does_not_compile_is_found(@TempDir Path classes) {
        assertThat(complaints("SmsClient client = SmsClient.create();", classes))
                .contains("create()");
    }

    private static List<String> snippets(Path page) throws IOException {
        Matcher blocks = JAVA.matcher(Files.readString(page));
        List<String> snippets = new ArrayList<>();
        while (blocks.find()) {
            if (!blocks.group(1).startsWith("@Service")) { // the starter's module compiles it, which has Spring
                snippets.add(blocks.group(1));
            }
        }
        return snippets;
    }

    private static String complaints(String code, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return IMPORTS + code + "\n}}\n";
                    }
                };
        StringWriter output = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(output, null, null, options, null, List.of(source))
                .call();
        return compiled ? "" : output.toString();
    }
}
