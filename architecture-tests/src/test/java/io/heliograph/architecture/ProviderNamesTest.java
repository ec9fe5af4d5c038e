package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.TokenSource;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.WebhookRegistration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same parts have the same names in every provider: Acme is the entry, AcmeErrors its error table. */
class ProviderNamesTest {
    /** Names that a part must not have, and the part that does this work in every provider. */
    private static final Map<String, String> INSTEAD = Map.of(
            "Calls", "VendorApi",
            "Check", "Validation",
            "Reader", "Messages",
            "Registration", "WebhookSetup",
            "Sending", "Sender");

    static List<String> providers() {
        return Code.PROVIDERS;
    }

    private static List<JavaClass> parts(String provider) {
        return Code.in(List.of(provider)).stream()
                .filter(part -> part.isTopLevelClass() && !part.getSimpleName().equals("package-info"))
                .toList();
    }

    private static String entry(String provider) {
        return named(provider, part -> part.isAssignableTo(VendorClient.class)).get(0);
    }

    private static List<String> named(String provider, Predicate<JavaClass> role) {
        return parts(provider).stream()
                .filter(role)
                .map(JavaClass::getSimpleName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_provider_has_the_standard_parts(String provider) {
        String entry = entry(provider);

        assertThat(named(provider, part -> true))
                .contains(
                        entry,
                        entry + "Factory",
                        entry + "Provider",
                        entry + "Errors",
                        entry + "Wire",
                        entry + "Webhooks");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_part_is_named_by_what_it_is(String provider) {
        String entry = entry(provider);
        Map<String, Predicate<JavaClass>> roles = new TreeMap<>(Map.of(
                "", part -> part.isAssignableTo(VendorClient.class),
                "Factory", part -> part.isAssignableTo(ProviderFactory.class),
                "Provider", part -> part.isAssignableTo(SmsProvider.class),
                "Errors", ProviderNamesTest::hasAnErrorTable,
                "Webhooks", part -> part.isAssignableTo(WebhookParser.class),
                "WebhookSetup", part -> !part.isAssignableTo(VendorClient.class) && registersWebhooks(part),
                "Options",
                        part -> part.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(VendorOption.class)),
                "Login", part -> part.isAssignableTo(TokenSource.class),
                "Account", part -> part.getSimpleName().endsWith("Account")));

        roles.forEach((suffix, role) -> assertThat(named(provider, role))
                .as("what has the role of " + entry + suffix)
                .isSubsetOf(entry + suffix));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void no_part_has_a_name_of_its_own_for_what_all_have(String provider) {
        String entry = entry(provider);

        INSTEAD.forEach((old, better) -> assertThat(
                        named(provider, part -> part.getSimpleName().equals(entry + old)))
                .as("this work is done by " + better + " in all providers")
                .isEmpty());
    }

    private static boolean hasAnErrorTable(JavaClass part) {
        return part.getFields().stream()
                .anyMatch(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isEquivalentTo(ErrorTable.class));
    }

    private static boolean registersWebhooks(JavaClass part) {
        return part.getMethods().stream()
                .anyMatch(method -> method.getRawReturnType().isEquivalentTo(WebhookRegistration.class));
    }
}
