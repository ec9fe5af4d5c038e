package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The published classes, and a check that a rule matched some of them. */
final class Code {
    /** From top to bottom: a package may use those below it. */
    static final List<String> CORE = List.of(
            "io.heliograph",
            "io.heliograph.settings",
            "io.heliograph.internal.delivery",
            "io.heliograph.internal.send",
            "io.heliograph.internal.key",
            "io.heliograph.internal.plan",
            "io.heliograph.internal.guard",
            "io.heliograph.internal.resilience",
            "io.heliograph.routing",
            "io.heliograph.money",
            "io.heliograph.idempotency",
            "io.heliograph.suppression",
            "io.heliograph.event",
            "io.heliograph.policy",
            "io.heliograph.spi",
            "io.heliograph.webhook",
            "io.heliograph.tracking",
            "io.heliograph.error",
            "io.heliograph.http",
            "io.heliograph.json",
            "io.heliograph.http.body",
            "io.heliograph.internal.outcome",
            "io.heliograph.message",
            "io.heliograph.internal.base",
            "io.heliograph.text");

    static final List<String> PROVIDERS = List.of(
            "io.heliograph.nativehub",
            "io.heliograph.wavix",
            "io.heliograph.textingline",
            "io.heliograph.thaibulk",
            "io.heliograph.androidgateway",
            "io.heliograph.template");

    /** The packages of the sandbox, from the top down. */
    static final List<String> SANDBOX = List.of(
            "io.heliograph.sandbox",
            "io.heliograph.sandbox.server",
            "io.heliograph.sandbox.inbox",
            "io.heliograph.sandbox.vendor.androidgateway",
            "io.heliograph.sandbox.vendor.nativehub",
            "io.heliograph.sandbox.vendor.textingline",
            "io.heliograph.sandbox.vendor.thaibulk",
            "io.heliograph.sandbox.vendor.wavix",
            "io.heliograph.sandbox.vendor",
            "io.heliograph.sandbox.webhook",
            "io.heliograph.sandbox.http",
            "io.heliograph.sandbox.spi",
            "io.heliograph.sandbox.model");

    static final String SPRING = "io.heliograph.spring";

    /** The packages of the starter. */
    static final List<String> STARTER = List.of(SPRING, SPRING + ".json", SPRING + ".metrics", SPRING + ".security");

    static final String WEBHOOK_SERVER = "io.heliograph.webhook.server";

    static final List<String> BESIDE =
            List.of("io.heliograph.sandbox", "io.heliograph.testkit", SPRING, WEBHOOK_SERVER);

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.heliograph");

    private Code() {}

    /** The classes in exactly these packages. */
    static JavaClasses in(List<String> packages) {
        JavaClasses found = ALL.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                "in " + packages, javaClass -> packages.contains(javaClass.getPackageName())));
        for (String name : packages) {
            assertThat(found.stream().map(JavaClass::getPackageName))
                    .as("classes seen")
                    .contains(name);
        }
        return found;
    }

    static JavaClasses all() {
        assertThat(ALL.size()).as("classes seen").isGreaterThan(100);
        return ALL;
    }

    /** Checks a rule that must not be vacuous. */
    static void check(ArchRule rule, JavaClasses classes) {
        rule.allowEmptyShould(false).check(classes);
    }
}
