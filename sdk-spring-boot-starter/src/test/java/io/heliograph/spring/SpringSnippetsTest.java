package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java snippet of the page about Spring Boot compiles, as members of a class, and so does the README's with Spring. */
class SpringSnippetsTest {
    private static final Pattern JAVA = Pattern.compile("(?m)^```java\\R(.*?)^```", Pattern.DOTALL);

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\R");

    /** What an editor adds by itself. */
    private static final String BEFORE = """
            import static org.assertj.core.api.Assertions.assertThat;
            import io.heliograph.*;
            import io.heliograph.http.*;
            import io.heliograph.message.*;
            import io.heliograph.sandbox.*;
            import io.heliograph.spring.*;
            import io.heliograph.spring.metrics.*;
            import io.heliograph.spring.security.*;
            import io.heliograph.webhook.*;
            import java.net.*;
            import io.micrometer.common.KeyValues;
            import java.time.*;
            import java.util.*;
            import okhttp3.OkHttpClient;
            import org.junit.jupiter.api.Test;
            import org.slf4j.*;
            import org.springframework.beans.factory.annotation.Autowired;
            import org.springframework.boot.test.context.SpringBootTest;
            import org.springframework.context.annotation.Bean;
            import org.springframework.context.event.EventListener;
            import org.springframework.core.annotation.Order;
            import org.springframework.http.ResponseEntity;
            import org.springframework.security.config.Customizer;
            import org.springframework.security.config.annotation.web.builders.HttpSecurity;
            import org.springframework.security.web.SecurityFilterChain;
            import org.springframework.stereotype.Service;
            import org.springframework.web.bind.annotation.*;
            class Snippet {
                private static final Logger log = LoggerFactory.getLogger(Snippet.class);
            """;

    @Test
    void the_snippets_compile(@TempDir Path classes) throws IOException {
        List<String> snippets = snippets(Path.of("..", "docs", "spring-boot.md"));
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(5);
        assertThat(complaints(String.join("\n", snippets), classes)).isEmpty();
    }

    @Test
    void the_snippet_of_the_readme_compiles(@TempDir Path classes) throws IOException {
        List<String> snippets = snippets(Path.of("..", "README.md")).stream()
                .filter(snippet -> snippet.startsWith("@Service"))
                .toList();
        assertThat(snippets).hasSize(1);
        assertThat(complaints(snippets.get(0), classes)).isEmpty();
    }

    private static List<String> snippets(Path page) throws IOException {
        Matcher blocks = JAVA.matcher(Files.readString(page));
        List<String> snippets = new ArrayList<>();
        while (blocks.find()) {
            snippets.add(blocks.group(1));
        }
        return snippets;
    }

    @Test
    void a_snippet_that_does_not_compile_is_found(@TempDir Path classes) {
        assertThat(complaints("SmsClient client() { return SmsClient.create(); }", classes))
                .contains("create()");
    }

    private static String complaints(String code, Path classes) {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        // Imports of a snippet stand above the class that they are put into.
                        String imports = IMPORT.matcher(code)
                                .results()
                                .map(MatchResult::group)
                                .distinct()
                                .collect(Collectors.joining());
                        return imports + BEFORE + IMPORT.matcher(code).replaceAll("") + "\n}\n";
                    }
                };
        StringWriter output = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(output, null, null, options, null, List.of(source))
                .call();
        return compiled ? "" : output.toString();
    }
}
