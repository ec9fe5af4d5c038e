package io.heliograph.architecture.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Top-level classes use each other in one direction only, inside packages too; the budgets list the exceptions. */
class ClassCirclesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The modules on the test's class path: the others need not be compiled. */
    static List<MavenModule> modules() throws IOException {
        List<String> classPath = Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(System.getProperty("java.class.path"))
                .toList();
        List<MavenModule> modules = MavenModule.of(ROOT).stream()
                .filter(module -> classPath.stream()
                        .anyMatch(entry ->
                                Path.of(entry).startsWith(module.folder().resolve("target"))))
                .filter(module -> !module.folder().equals(Path.of("").toAbsolutePath()))
                .toList();
        assertThat(modules).extracting(MavenModule::name).contains("sdk-core", "sdk-sandbox", "provider-wavix");
        return modules;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void classes_form_no_circle_but_closed_families_and_those_of_the_budgets(MavenModule module) throws IOException {
        Map<Path, MavenModule> paths = new LinkedHashMap<>();
        module.files("main").forEach(file -> paths.put(file, module));
        ModuleCode code = ModuleCode.of(module, new SourceParser(ROOT).parse(paths));
        Budgets budgets = Budgets.read(ROOT.resolve("scripts").resolve("house-budgets.properties"), 1);

        House.checkCircles(module.name(), code.graph().circles(), budgets);

        assertThat(code.graph().classes()).as("classes seen").hasSizeGreaterThan(2);
        assertThat(budgets.exceeded()).isEmpty();
    }

    @Test
    void circles_are_found_through_others_and_the_largest_comes_first() {
        Map<String, Set<String>> arrows = Map.of(
                "a", Set.of("b"),
                "b", Set.of("c", "d"),
                "c", Set.of("a"),
                "d", Set.of("e"),
                "e", Set.of("d", "f"),
                "f", Set.of());

        assertThat(Circles.of(arrows)).containsExactly(Set.of("a", "b", "c"), Set.of("d", "e"));
    }

    @Test
    void a_tree_has_no_circle() {
        assertThat(Circles.of(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of())))
                .isEmpty();
    }
}
