package io.heliograph.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.heliograph.spi.VendorClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    static List<String> corePackages() {
        return Code.CORE;
    }

    static List<String> providers() {
        return Code.PROVIDERS;
    }

    @ParameterizedTest
    @MethodSource("corePackages")
    void arrows_point_down_only(String name) {
        int place = Code.CORE.indexOf(name);
        List<String> above = new ArrayList<>(Code.CORE.subList(0, place));
        above.addAll(Code.PROVIDERS);
        above.addAll(Code.BESIDE);
        above.addAll(Code.SANDBOX);
        Code.check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above.toArray(String[]::new))
                        .because("a package uses those below it"),
                Code.in(List.of(name)));
    }

    @Test
    void every_package_of_the_core_has_its_place() {
        assertThat(Code.all().stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !Code.PROVIDERS.contains(name))
                        .filter(name -> Code.BESIDE.stream().noneMatch(name::startsWith))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Code.CORE);
    }

    @Test
    void only_the_http_package_knows_okhttp() {
        List<String> others = new ArrayList<>(Code.CORE);
        others.remove("io.heliograph.http");
        others.addAll(Code.PROVIDERS);
        others.addAll(Code.SANDBOX);
        others.add(Code.WEBHOOK_SERVER);
        others.addAll(Code.STORES);
        Code.check(noClasses().should().dependOnClassesThat().resideInAPackage("okhttp3.."), Code.in(others));
    }

    @Test
    void only_json_and_http_know_how_moshi_is_set_up() {
        List<String> others = new ArrayList<>(Code.CORE);
        others.remove("io.heliograph.http");
        others.remove("io.heliograph.json");
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage("com.squareup.moshi..", "okio.."),
                Code.in(others));
    }

    @Test
    void text_needs_the_jdk_only() {
        Code.check(
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify.annotations", "io.heliograph.text"),
                Code.in(List.of("io.heliograph.text")));
        Code.check(
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify.annotations", "io.heliograph.text.."),
                Code.in(List.of("io.heliograph.text.lint")));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_provider_writes_and_names_json_and_no_more(String provider) {
        Code.check(
                noClasses()
                        .should()
                        .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are of Moshi or Okio, but for JsonWriter and @Json",
                                javaClass -> (javaClass.getPackageName().startsWith("com.squareup.moshi")
                                                || javaClass.getPackageName().startsWith("okio"))
                                        && !javaClass.getName().equals("com.squareup.moshi.JsonWriter")
                                        && !javaClass.getName().equals("com.squareup.moshi.Json"))),
                Code.in(List.of(provider)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_provider_exposes_only_its_client_its_settings_and_values(String provider) {
        List<JavaClass> shown = Code.in(List.of(provider)).stream()
                .filter(javaClass ->
                        javaClass.getModifiers().contains(JavaModifier.PUBLIC) && javaClass.isTopLevelClass())
                .toList();
        List<JavaClass> entries = shown.stream()
                .filter(javaClass -> javaClass.isAssignableTo(VendorClient.class))
                .toList();
        assertThat(entries).hasSize(1);
        String entry = entries.get(0).getSimpleName();
        assertThat(shown).extracting(JavaClass::getSimpleName).contains(entry + "Factory");
        assertThat(shown)
                .extracting(JavaClass::getSimpleName)
                .doesNotContain(entry + "Provider", entry + "Errors", entry + "Wire", entry + "Webhooks");
        assertThat(shown)
                .allMatch(javaClass -> javaClass.getModifiers().contains(JavaModifier.FINAL) || javaClass.isEnum());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void providers_do_not_know_each_other(String provider) {
        List<String> others = new ArrayList<>(Code.PROVIDERS);
        others.remove(provider);
        others.addAll(Code.BESIDE);
        others.addAll(Code.SANDBOX);
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new)),
                Code.in(List.of(provider)));
    }

    @Test
    void the_sandbox_knows_nothing_of_the_client() {
        List<String> client = new ArrayList<>(Code.CORE);
        // A module of its own, which needs the JDK only.
        client.remove("io.heliograph.text");
        client.addAll(Code.PROVIDERS);
        client.addAll(Code.STARTER);
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(client.toArray(String[]::new)),
                Code.in(Code.SANDBOX));
    }

    @Test
    void the_starter_knows_no_provider_and_nothing_that_is_hidden() {
        List<String> others = new ArrayList<>(Code.PROVIDERS);
        others.add("io.heliograph.testkit");
        others.add("io.heliograph.internal..");
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new)),
                Code.in(Code.STARTER));
    }

    /** Only the packages that need an HTTP server depend on it: the core has none. */
    @Test
    void the_webhook_server_knows_no_provider_and_nothing_that_is_hidden() {
        List<String> others = new ArrayList<>(Code.PROVIDERS);
        others.add("io.heliograph.testkit");
        others.add("io.heliograph.internal..");
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new)),
                Code.in(List.of(Code.WEBHOOK_SERVER)));
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAPackage("com.sun.net.httpserver.."),
                Code.in(Code.CORE));
    }

    static List<String> storePackages() {
        return Code.STORES;
    }

    /** A package of the stores uses those below it. */
    @ParameterizedTest
    @MethodSource("storePackages")
    void arrows_of_the_stores_point_down_only(String name) {
        List<String> above = List.copyOf(Code.STORES.subList(0, Code.STORES.indexOf(name)));
        if (!above.isEmpty()) {
            Code.check(
                    noClasses().should().dependOnClassesThat().resideInAnyPackage(above.toArray(String[]::new)),
                    Code.in(List.of(name)));
        }
    }

    @Test
    void the_stores_know_no_provider_and_nothing_that_is_hidden_but_how_csv_is_read() {
        List<String> others = new ArrayList<>(Code.PROVIDERS);
        others.add("io.heliograph.testkit");
        others.add("io.heliograph.internal..");
        DescribedPredicate<JavaClass> hidden = JavaClass.Predicates.resideInAnyPackage(others.toArray(String[]::new))
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.heliograph.internal.csv")));
        Code.check(noClasses().should().dependOnClassesThat(hidden), Code.in(Code.STORES));
    }

    static List<String> kitPackages() {
        return Code.KIT;
    }

    @ParameterizedTest
    @MethodSource("kitPackages")
    void arrows_of_the_test_kit_point_down_only_and_to_no_provider(String name) {
        List<String> above = new ArrayList<>(Code.KIT.subList(0, Code.KIT.indexOf(name)));
        above.addAll(Code.PROVIDERS);
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(above.toArray(String[]::new)),
                Code.in(List.of(name)));
    }

    @Test
    void the_client_of_the_sandbox_does_without_the_sandbox_and_what_is_hidden() {
        List<String> others = new ArrayList<>(Code.SANDBOX);
        others.add("io.heliograph.internal..");
        Code.check(
                noClasses().should().dependOnClassesThat().resideInAnyPackage(others.toArray(String[]::new)),
                Code.in(List.of("io.heliograph.sandbox.client")));
    }

    @Test
    void the_starter_does_without_the_sandbox_where_there_is_none() {
        Code.check(
                noClasses()
                        .that()
                        .haveNameNotMatching("io\\.heliograph\\.spring\\.Sandbox.*")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(Code.SANDBOX.toArray(String[]::new)),
                Code.in(Code.STARTER));
    }

    @Test
    void there_is_no_static_state() {
        Code.check(
                fields().that()
                        .areStatic()
                        .and()
                        .doNotHaveModifier(JavaModifier.SYNTHETIC)
                        .should()
                        .beFinal(),
                Code.all());
    }

    @Test
    void names_say_what_a_thing_is() {
        Code.check(
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Data"),
                Code.all());
    }

    /** The test kit's capture of printed text also passes the text on. */
    @Test
    void libraries_do_not_print() {
        Code.check(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("io.heliograph.testkit.PrintedText")
                        .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS),
                Code.all());
    }

    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = Code.all().stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(javaPackage -> javaPackage.getName())
                .toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void what_users_see_is_final_or_an_interface_or_made_to_be_extended() {
        List<String> seen = new ArrayList<>(Code.CORE);
        seen.addAll(Code.STARTER);
        seen.add(Code.WEBHOOK_SERVER);
        Code.check(
                classes()
                        .that()
                        .arePublic()
                        .and()
                        .areNotInterfaces()
                        .and()
                        .doNotHaveModifier(JavaModifier.ABSTRACT)
                        .and()
                        .areNotEnums()
                        .should()
                        .haveModifier(JavaModifier.FINAL),
                Code.in(seen));
    }
}
