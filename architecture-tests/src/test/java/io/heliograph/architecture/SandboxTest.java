package io.heliograph.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of the sandbox's packages. */
class SandboxTest {
    private static final String ROOT = "io.heliograph.sandbox";
    private static final String CLIENT = "io.heliograph.sandbox.client";

    static List<String> packages() {
        return Code.SANDBOX;
    }

    static Stream<String> vendors() {
        return Code.SANDBOX.stream().filter(name -> name.startsWith(ROOT + ".vendor."));
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass top = type.getBaseComponentType();
        while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
        }
        return top;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void arrows_point_down_only(String name) {
        List<String> above = Code.SANDBOX.subList(0, Code.SANDBOX.indexOf(name));
        Code.check(
                noClasses()
                        .should()
                        .dependOnClassesThat(
                                describe("are of a package above", type -> above.contains(type.getPackageName()))),
                Code.in(List.of(name)));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void vendors_do_not_know_each_other(String name) {
        List<String> others = vendors().filter(other -> !other.equals(name)).toList();
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new)),
                Code.in(List.of(name)));
    }

    @Test
    void every_package_has_its_place() {
        assertThat(Code.all().stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT) && !name.equals(CLIENT))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Code.SANDBOX);
    }

    @Test
    void no_class_depends_on_itself_by_way_of_others() {
        assertThat(inCircles(Code.in(Code.SANDBOX))).isEmpty();
    }

    @Test
    void a_circle_of_classes_is_found() {
        assertThat(inCircles(new ClassFileImporter().importClasses(PlantedCircle.class, PlantedCircleEnd.class)))
                .hasSize(2);
    }

    /** The classes (with their nested ones) that lie on a circle, or between two. */
    private static Set<String> inCircles(Iterable<JavaClass> classes) {
        Map<String, Set<String>> uses = new HashMap<>();
        classes.forEach(type -> uses.computeIfAbsent(topLevel(type).getName(), name -> new HashSet<>())
                .addAll(type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> topLevel(dependency.getTargetClass()).getName())
                        .collect(Collectors.toSet())));
        uses.forEach((name, used) -> used.remove(name));
        boolean removed = true;
        while (removed) {
            uses.values().forEach(used -> used.retainAll(uses.keySet()));
            Set<String> used = uses.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            removed = uses.entrySet().removeIf(entry -> entry.getValue().isEmpty() || !used.contains(entry.getKey()));
        }
        return uses.keySet();
    }
}
