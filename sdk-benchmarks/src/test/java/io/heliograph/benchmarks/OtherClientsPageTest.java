package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/coming-from.md that uses other clients compiles: what is in a block of "java" and the client's name. */
class OtherClientsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "coming-from.md");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```java ([a-z0-9]+)\\R(.*?)^```", Pattern.DOTALL);
    private static final Map<String, String> IMPORTS = imports();

    private static Map<String, String> imports() {
        Map<String, String> imports = new LinkedHashMap<>();
        imports.put("twilio", """
                import com.twilio.Twilio;
                import com.twilio.exception.ApiException;
                import com.twilio.rest.api.v2010.account.Message;
                import com.twilio.rest.verify.v2.service.*;
                import com.twilio.security.RequestValidator;
                import com.twilio.type.PhoneNumber;
                """);
        imports.put("vonage", """
                import com.vonage.client.*;
                import com.vonage.client.auth.RequestSigning;
                import com.vonage.client.sms.*;
                import com.vonage.client.sms.messages.TextMessage;
                import java.io.InputStream;
                """);
        imports.put("sms4j", """
                import java.util.LinkedHashMap;
                import java.util.List;
                import org.dromara.sms4j.api.SmsBlend;
                """);
        return imports;
    }

    /** The code of each client, in the order of the page. */
    private static Map<String, String> code(String page) {
        Map<String, String> code = new TreeMap<>();
        for (MatchResult block : BLOCK.matcher(page).results().toList()) {
            code.merge(block.group(1), block.group(2), String::concat);
        }
        return code;
    }

    private static String problems(Map<String, String> code, Path classes) {
        List<JavaFileObject> sources = new ArrayList<>();
        code.forEach((client, snippets) -> sources.add(source(
                client,
                "import java.util.Map;\n" + IMPORTS.getOrDefault(client, "") + "class With" + client
                        + " { void snippets() throws Exception {\n" + snippets + "}}\n")));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        return compiler.getTask(output, null, null, options, null, sources).call() ? "" : output.toString();
    }

    private static JavaFileObject source(String client, String text) {
        return new SimpleJavaFileObject(URI.create("string:///With" + client + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Test
    void the_code_of_the_other_clients_compiles(@TempDir Path classes) throws IOException {
        Map<String, String> code = code(Files.readString(PAGE));

        assertThat(code).containsOnlyKeys(IMPORTS.keySet());
        assertThat(problems(code, classes)).isEmpty();
    }

    @Test
    void code_that_does_not_compile_is_found(@TempDir Path classes) {
        Map<String, String> code = code("```java sms4j\nSmsBlend sms = new SmsBlend();\n```\n");

        assertThat(problems(code, classes)).contains("abstract");
    }
}
