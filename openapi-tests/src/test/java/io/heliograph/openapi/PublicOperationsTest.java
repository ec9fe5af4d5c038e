package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.AndroidGatewayAccount;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.SmsProvider;
import io.heliograph.wavix.OptOuts;
import io.heliograph.wavix.SenderIds;
import io.heliograph.wavix.Wavix;
import io.heliograph.wavix.WavixAccount;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The calls cover every operation that users have: each method of a vendor client and of the SPI, and every option of
 * a request. The compiled calls show which methods they use.
 */
class PublicOperationsTest {
    /** Methods with parameters that no request depends on. */
    private static final Set<String> WITHOUT_REQUEST = Set.of(
            "AndroidGateway.decrypt(String)",
            "AndroidGateway.Builder.region(String)",
            "ReceivedMessage.from(String)",
            "MessageDetails.of(Message)",
            "GatewaySettings.get(GatewaySetting)");

    /** Methods that delegate to operations with calls of their own. */
    private static final Set<String> DELEGATING = Set.of(
            "Wavix.registerWebhooks(URI)",
            "AndroidGateway.registerWebhooks(URI)",
            "AndroidGateway.registerWebhooks(URI,List)");

    @Test
    void every_public_operation_of_wavix_is_called() {
        check(Set.of(Wavix.class, SenderIds.class, OptOuts.class, WavixAccount.class), WavixCalls.class);
    }

    @Test
    void every_public_operation_of_the_android_gateway_is_called() {
        check(Set.of(AndroidGateway.class, AndroidGatewayAccount.class), AndroidCalls.class);
    }

    private static void check(Set<Class<?>> vendorClients, Class<?> calls) {
        String name = vendorClients.iterator().next().getPackageName();
        JavaClasses vendor = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(name);
        Set<String> needed = new TreeSet<>();
        vendor.stream().flatMap(type -> needed(type, vendorClients)).forEach(needed::add);
        needed.removeAll(WITHOUT_REQUEST);
        needed.removeAll(DELEGATING);
        assertThat(needed).as("what was found to call").hasSizeGreaterThan(40);
        assertThat(called(calls)).containsAll(needed);
    }

    private static Stream<String> needed(JavaClass type, Set<Class<?>> vendorClients) {
        boolean isVendorClient = vendorClients.stream().anyMatch(type::isEquivalentTo);
        Stream<String> own = isForUsers(type)
                ? type.getMethods().stream()
                        .filter(isPublic()
                                .and(method -> isVendorClient
                                        || !method.getRawParameterTypes().isEmpty()))
                        .map(method -> name(type, method.getName(), method.getRawParameterTypes()))
                : Stream.of();
        return Stream.concat(own, type.isAssignableTo(SmsProvider.class) ? spi(type) : Stream.of());
    }

    private static boolean isForUsers(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.isEnum()
                && !type.isAssignableTo(ProviderFactory.class);
    }

    private static Predicate<JavaMethod> isPublic() {
        Set<String> ofEveryObject = Set.of("equals", "toString", "hashCode");
        return method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !ofEveryObject.contains(method.getName());
    }

    /** The SPI methods that a provider implements and that do I/O. */
    private static Stream<String> spi(JavaClass provider) {
        return provider.getMethods().stream()
                .filter(isPublic()
                        .and(method -> method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Deadline.class)
                                        || type.isEquivalentTo(AttemptContext.class))))
                .map(method -> "SmsProvider." + signature(method.getName(), method.getRawParameterTypes()));
    }

    private static Set<String> called(Class<?> calls) {
        JavaClass type = new ClassFileImporter().importClass(calls);
        return Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .map(JavaAccess::getTarget)
                .map(target -> name(target.getOwner(), target.getName(), target.getRawParameterTypes()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(JavaClass owner, String method, List<JavaClass> parameters) {
        String outer = owner.getEnclosingClass()
                .map(javaClass -> javaClass.getSimpleName() + ".")
                .orElse("");
        return outer + owner.getSimpleName() + "." + signature(method, parameters);
    }

    private static String signature(String method, List<JavaClass> parameters) {
        return method + parameters.stream().map(JavaClass::getSimpleName).collect(Collectors.joining(",", "(", ")"));
    }
}
