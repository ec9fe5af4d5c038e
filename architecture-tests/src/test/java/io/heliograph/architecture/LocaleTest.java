package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No main code depends on the default locale: it would write other digits and letters on another machine. */
class LocaleTest {
    @Test
    void no_class_uses_the_default_locale() {
        assertThat(DefaultLocale.uses(Code.withExamples())).isEmpty();
    }

    @Test
    void the_examples_and_the_benchmarks_are_among_the_classes() {
        assertThat(Code.withExamples().stream().map(JavaClass::getPackageName).distinct())
                .contains("io.heliograph.cli", "io.heliograph.otp", "io.heliograph.benchmarks", "io.heliograph.text");
    }

    @Test
    void each_use_of_the_default_locale_is_found() {
        assertThat(DefaultLocale.uses(new ClassFileImporter().importClasses(PlantedLocale.class)))
                .extracting(use -> use.replaceAll(".*: ", ""))
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "String.format",
                        "String.formatted",
                        "String.toLowerCase",
                        "String.toUpperCase",
                        "PrintWriter.printf",
                        "PrintStream.format",
                        "Formatter.<init>",
                        "DecimalFormat.<init>",
                        "NumberFormat.getInstance",
                        "SimpleDateFormat.<init>",
                        "MessageFormat.format",
                        "DateTimeFormatter.ofPattern",
                        "Locale.getDefault"));
    }
}
