package io.heliograph.architecture.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each budget finds a planted violation, and nothing else. */
class HouseTest {
    private static final String BUDGETS = """
            file.lines = 20
            method.lines = 5
            test.file.lines = 20
            test.method.lines = 5
            public.share.alpha = 50
            package.files = 3
            circles.families = 3
            circles.others =
            circles.packages = 0
            floors.file = Order.java
            floors.order = CORE
            floors.upward = 0
            provider.standard.endings = Factory|Config Provider Errors Webhooks Wire
            provider.standard.lines = 12
            provider.extras.lines = 5
            words.private = its said
            words.private.constants = MOST
            words.names = 0
            words.test.names = 0
            words.long-forms = 0
            words.vendors-texts = is not pending; do not call
            duplicates.tokens = 20
            duplicates.blocks = 0
            """;

    private static final String STANDARD_LINES = "provider.standard.lines is ";

    @TempDir
    Path root;

    private String budgets = BUDGETS;
    private final Set<Path> sources = new LinkedHashSet<>();

    @BeforeEach
    void aTreeThatKeepsAll() throws IOException {
        write("pom.xml", "<modules><module>alpha</module><module>acme</module></modules>");
        write("Order.java", "static final List<String> CORE = List.of(\"a.high\", \"a.low\");");
        source("a.high.Top", "public final class Top {\n    a.low.Base base = new a.low.Base();\n}\n");
        source("a.low.Base", "public final class Base {\n    int size() {\n        return 1;\n    }\n}\n");
        // A provider, so that its budgets measure something
        source("acme.Acme", "final class Acme {}\n");
        source("acme.AcmeProvider", "final class AcmeProvider {}\n");
        source("acme.AcmeErrors", "final class AcmeErrors {}\n");
        source("a.sealed.Shape", "sealed interface Shape permits Round {}\n");
        source("a.sealed.Round", "final class Round implements Shape {}\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void source(String type, String text) throws IOException {
        String module = type.startsWith("acme.") ? "acme" : "alpha";
        String path = module + "/src/main/java/" + type.replace('.', '/') + ".java";
        write(path, "package " + ClassGraph.packageOf(type) + ";\n\n" + text);
        sources.add(root.resolve(path));
    }

    private void compile(String module) {
        Path folder = root.resolve(module);
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", folder.resolve("target/classes").toString()));
        sources.stream()
                .filter(source -> source.startsWith(folder))
                .forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .as("javac")
                .isZero();
    }

    private String report() throws IOException {
        return report(false);
    }

    private String report(boolean all) throws IOException {
        compile("alpha");
        compile("acme");
        Path file = root.resolve("budgets.properties");
        Files.writeString(file, budgets);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            boolean isKept = House.run(root, file, out, all);
            String text = printed.toString(StandardCharsets.UTF_8);
            assertThat(text.contains("All budgets are kept.")).isEqualTo(isKept);
            return isKept ? "" : text.substring(text.indexOf("Budgets that aren't kept"));
        }
    }

    @Test
    void a_tree_within_its_budgets_keeps_them() throws IOException {
        assertThat(report()).isEmpty();
    }

    @Test
    void a_file_and_a_method_that_are_too_long_are_named() throws IOException {
        source(
                "a.low.Base",
                "public final class Base {\n    int size() {\n" + "\n".repeat(20) + "        return 1;\n    }\n}\n");

        assertThat(report())
                .contains("file.lines is 27, and may be 20\n    alpha/src/main/java/a/low/Base.java 27")
                .contains("method.lines is 23, and may be 5\n    alpha/src/main/java/a/low/Base.java:4 size 23");
    }

    @Test
    void tests_have_budgets_of_their_own() throws IOException {
        write("alpha/src/test/java/a/BaseTest.java", "class BaseTest {\n" + "\n".repeat(19) + "int said;\n}\n");

        assertThat(report())
                .contains("test.file.lines is 22, and may be 20")
                .contains("test.names is 1, and may be 0\n    alpha/src/test/java/a/BaseTest.java:21 said");
    }

    @Test
    void a_public_type_counts_where_its_package_is_exported() throws IOException {
        source("a.low.More", "public final class More {}\n");
        source("a.low.Most", "public final class Most {}\n");
        source("a.high.Other", "public final class Other {}\n");
        assertThat(report()).contains("public.share.alpha is 71").contains("5 of 7 top-level types of alpha");

        Path moduleInfo = root.resolve("alpha/src/main/java/module-info.java");
        Files.writeString(
                moduleInfo,
                "/** It doesn't say {@code exports a.high;}. */\nmodule alpha {\n    exports a.low;\n    exports a.high to java.sql;\n    requires java.sql;\n}\n");
        sources.add(moduleInfo);
        assertThat(report()).isEmpty();
    }

    @Test
    void a_circle_is_named_with_nested_classes_counted_as_their_outermost() throws IOException {
        source("a.low.Base", "public final class Base {\n    static class Inner {\n        Over over;\n    }\n}\n");
        source("a.low.Over", "class Over {\n    Base.Inner inner;\n}\n");

        assertThat(report()).contains("circles.others is 2, and may be none\n    2: a.low (Base, Over)");
    }

    @Test
    void a_circle_between_packages_is_named() throws IOException {
        source("a.sealed.Round", "public final class Round implements Shape {\n    a.low.Open open;\n}\n");
        source("a.low.Open", "public class Open {\n    a.sealed.Round[] rounds;\n}\n");
        budgets = budgets.replace("alpha = 50", "alpha = 90").replace("circles.others =", "circles.others = 3");

        assertThat(report()).contains("circles.packages is 1, and may be 0\n    alpha: a.low, a.sealed");
    }

    @Test
    void a_sealed_family_has_a_budget_of_its_own() throws IOException {
        source("a.sealed.Shape", "sealed interface Shape permits Round, Flat, Odd, Even {}\n");
        source("a.sealed.Flat", "final class Flat implements Shape {}\n");
        source("a.sealed.Odd", "final class Odd implements Shape {}\n");
        source("a.sealed.Even", "final class Even implements Shape {}\n");
        budgets = budgets.replace("package.files = 3", "package.files = 5");

        assertThat(report())
                .contains(
                        "circles.families is 5, and may be 3\n    5 closed family: a.sealed (Even, Flat, Odd, Round, Shape)")
                .doesNotContain("circles.others");
    }

    @Test
    void a_class_that_only_its_package_can_extend_heads_a_family_too() throws IOException {
        String base =
                "public abstract class Base {\n    Base() {}\n    static Base of() {\n        return new Over();\n    }\n}\n";
        source("a.low.Base", base);
        source("a.low.Over", "final class Over extends Base {}\n");
        source("a.high.Top", "public final class Top {}\n");
        assertThat(report()).isEmpty();

        source("a.low.Base", base.replace("    Base()", "    protected Base()"));
        assertThat(report()).contains("circles.others is 2, and may be none\n    2: a.low (Base, Over)");
    }

    @Test
    void a_use_of_a_higher_floor_is_named() throws IOException {
        source("a.high.Top", "public final class Top {}\n");
        source("a.low.Base", "public final class Base {\n    java.util.List<a.high.Top> tops;\n}\n");

        assertThat(report()).contains("floors.upward is 1, and may be 0\n    a.low.Base -> a.high.Top");
    }

    @Test
    void an_order_that_is_declared_nowhere_is_no_order() throws IOException {
        budgets = budgets.replace("floors.order = CORE", "floors.order = CELLAR");

        assertThatThrownBy(this::report).hasMessageContaining("no List<String> CELLAR");
    }

    @Test
    void the_standard_files_of_a_provider_are_separated_from_its_extras() throws IOException {
        source("acme.AcmeConfig", "final class AcmeConfig {\n\n\n\n\n}\n");
        budgets = budgets.replace("package.files = 3", "package.files = 5");
        assertThat(report()).contains(STANDARD_LINES + "17, and may be 12").doesNotContain("extras");

        // With a factory, the configuration is an extra file
        source("acme.AcmeFactory", "final class AcmeFactory {}\n");
        assertThat(report())
                .contains("provider.extras.lines is 8, and may be 5\n    acme/src/main/java/acme/AcmeConfig.java 8")
                .doesNotContain(STANDARD_LINES);
    }

    @Test
    void private_words_in_names_are_counted_and_no_others() throws IOException {
        source("a.low.Base", """
                public final class Base {
                    static final int UTMOST = 1, MOST_PARTS = 2;
                    Runnable run(int itsSize, java.util.function.IntUnaryOperator said) {
                        return () -> System.getProperty("its");
                    }
                }
                """);

        assertThat(report())
                .contains("words.names is 2, and may be 0")
                .contains("Base.java:4 MOST_PARTS")
                .contains("Base.java:5 said");
    }

    @Test
    void long_forms_are_found_in_comments_and_strings_but_not_in_vendors_texts() throws IOException {
        source("a.low.Base", """
                /**
                 * Does
                 * not count. The account has not enough, and doesn't matter.
                 */
                public final class Base {
                    String no = "It cannot be", vendor = "Message is not pending; do not call";
                }
                """);

        assertThat(report())
                .contains("words.long-forms is 2, and may be 0")
                .contains("Base.java:3 Does not")
                .contains("Base.java:8 cannot");
    }

    @Test
    void a_block_that_stands_twice_is_found_whatever_its_comments_and_breaks() throws IOException {
        String block = "int size(int x) { int y = x * 3 + 1; return y > 7 ? y - 7 : x; }";
        source("a.low.Base", "public final class Base {\n" + block + "}\n");
        source("a.low.Other", "class Other {\n/* other words */" + block.replace("; ", ";\n") + "}\n");

        assertThat(report())
                .contains("duplicates.blocks is 1, and may be 0")
                .contains("alpha/src/main/java/a/low/Base.java:3-4, alpha/src/main/java/a/low/Other.java:3-6");
    }

    @Test
    void a_ratchet_holds_where_it_is() throws IOException {
        source("a.low.Base", "public final class Base {\n    int its;\n    int said;\n}\n");
        budgets = budgets.replace("words.names = 0", "words.names = 2 -> 0");
        assertThat(report()).isEmpty();

        budgets = budgets.replace("words.names = 2", "words.names = 1");
        assertThat(report()).contains("words.names is 2, and may be 1");
    }

    @Test
    void places_are_cut_after_a_dozen_unless_all_are_asked_for() throws IOException {
        source("a.low.Base", "public final class Base {\n" + "    { int its; }\n".repeat(14) + "}\n");

        assertThat(report())
                .contains("Base.java:15 its\n    and 2 more: scripts/house --all")
                .doesNotContain("Base.java:16");
        assertThat(report(true)).contains("Base.java:17 its").doesNotContain("more");
    }

    @Test
    void a_budget_of_nothing_is_named() throws IOException {
        budgets += "circles.others.beta = 3\n";

        assertThat(report()).contains("circles.others.beta is a budget of nothing that there is");
    }

    @Test
    void what_is_not_compiled_is_not_measured() throws IOException {
        report();
        write("alpha/src/main/java/a/low/Late.java", "package a.low;\nclass Late {}\n");

        assertThatThrownBy(() -> CodeBase.read(root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha isn't compiled: there is no class of [a.low.Late]");
    }
}
