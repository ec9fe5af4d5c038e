package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.TestClock;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of a provider module works in the sandbox. A test of each vendor calls them; this finds those that it
 * doesn't call.
 */
abstract class SandboxOperations {
    final TestClock clock = new TestClock(Instant.parse("2026-11-30T10:00:00Z"));
    final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    /** The entry point of the provider, connected to the sandbox. */
    abstract VendorClient vendorClient();

    /** Operations that send no request, or call another one that is called here; as {@code Wavix.registerWebhooks(URI)}. */
    abstract Set<String> others();

    @AfterEach
    void close() {
        vendorClient().provider().close();
        sandbox.close();
    }

    @Test
    void every_public_operation_is_called_here() {
        Set<String> needed = new TreeSet<>();
        operationClasses().forEach(type -> operations(type).forEach(needed::add));
        spiOperations().forEach(needed::add);
        assertThat(needed).as("what was found to call").hasSizeGreaterThan(1).containsAll(others());
        needed.removeAll(others());

        needed.removeAll(called());
        assertThat(needed).as("operations without a call").isEmpty();
    }

    /** The entry point, and what its methods without parameters lead to. */
    private Set<Class<?>> operationClasses() {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(vendorClient().getClass()));
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (found.add(type)) {
                methods(type)
                        .filter(method -> leadsOn(type, method))
                        .map(Method::getReturnType)
                        .forEach(open::push);
            }
        }
        return found;
    }

    /** Values print themselves, and operations don't. */
    private static boolean leadsOn(Class<?> type, Method method) {
        Class<?> next = method.getReturnType();
        return method.getParameterCount() == 0
                && next.getPackage() == type.getPackage()
                && !next.isEnum()
                && Arrays.stream(next.getDeclaredMethods())
                        .noneMatch(each -> each.getName().equals("toString"));
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isSynthetic() && !method.getName().equals("toString"));
    }

    private static Stream<String> operations(Class<?> type) {
        return methods(type)
                .filter(method -> !leadsOn(type, method) && method.getReturnType() != SmsProvider.class)
                .map(method -> name(type.getSimpleName(), method));
    }

    /** The SPI methods that the provider implements and that do I/O. */
    private Stream<String> spiOperations() {
        return methods(vendorClient().provider().getClass())
                .filter(method -> Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> type == Deadline.class || type == AttemptContext.class))
                .map(method -> name("SmsProvider", method));
    }

    private static String name(String owner, Method method) {
        return owner + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private Set<String> called() {
        JavaClass type = new ClassFileImporter().importClass(getClass());
        return Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .map(JavaAccess::getTarget)
                .map(target -> target.getOwner().getSimpleName() + "." + target.getName()
                        + target.getRawParameterTypes().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(",", "(", ")")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    final void pass(Duration time) {
        clock.passes(time);
        sandbox.sendDueWebhooks();
    }

    static AttemptContext attempt() {
        return new AttemptContext(soon());
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    static Message accepted(SendResult result) {
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) result).message();
    }

    static Message accepted(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        return ((SendOutcome.Accepted) outcome).message();
    }
}
