package io.heliograph.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Every class of the page about tests compiles, and its tests pass. */
class TestingPageTest {
    private static final Pattern JAVA = Pattern.compile("(?m)^```java\\R(.*?)^```", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?m)^class (\\w+)");

    /** What an editor adds by itself. */
    private static final String BEFORE = """
            package com.example;
            import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
            import static org.assertj.core.api.Assertions.assertThat;
            import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
            import io.heliograph.*;
            import io.heliograph.message.*;
            import io.heliograph.policy.*;
            import io.heliograph.sandbox.*;
            import io.heliograph.sandbox.client.*;
            import io.heliograph.sandbox.model.*;
            import io.heliograph.spring.test.*;
            import io.heliograph.testkit.sms.*;
            import io.heliograph.wavix.Wavix;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.RegisterExtension;
            import org.springframework.beans.factory.annotation.Autowired;
            import org.springframework.boot.SpringBootConfiguration;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
            import org.springframework.boot.test.context.SpringBootTest;
            import org.springframework.test.context.DynamicPropertyRegistry;
            import org.springframework.test.context.DynamicPropertySource;
            """;

    private static Map<String, String> classes(String page) {
        Map<String, String> classes = new LinkedHashMap<>();
        Matcher blocks = JAVA.matcher(page);
        while (blocks.find()) {
            Matcher name = NAME.matcher(blocks.group(1));
            assertThat(name.find()).as("a class in %s", blocks.group(1)).isTrue();
            classes.put("com.example." + name.group(1), BEFORE + blocks.group(1));
        }
        return classes;
    }

    @Test
    void the_tests_of_the_page_pass(@TempDir Path folder) throws IOException {
        Map<String, String> classes = classes(Files.readString(Path.of("..", "docs", "testing.md")));
        List<String> tests =
                classes.keySet().stream().filter(name -> name.endsWith("Test")).toList();

        assertThat(TestClasses.compile(classes, folder)).isEmpty();
        TestExecutionSummary summary = TestClasses.run(folder, tests);

        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                .isEmpty();
        assertThat(tests).hasSizeGreaterThanOrEqualTo(7);
        assertThat(summary.getTestsSucceededCount())
                .isGreaterThanOrEqualTo(tests.size())
                .isEqualTo(summary.getTestsFoundCount());
    }

    @Test
    void a_class_that_does_not_compile_or_pass_is_found(@TempDir Path folder) {
        String page = """
                ```java
                class WrongTest {
                    @Test
                    void fails() {
                        assertThat(1).isEqualTo(2);
                    }
                }
                ```
                """;

        assertThat(TestClasses.compile(classes(page), folder)).isEmpty();
        assertThat(TestClasses.run(folder, List.of("com.example.WrongTest")).getTestsFailedCount())
                .isEqualTo(1);
        assertThat(TestClasses.compile(classes(page.replace("isEqualTo", "isMerely")), folder))
                .contains("isMerely");
    }
}
