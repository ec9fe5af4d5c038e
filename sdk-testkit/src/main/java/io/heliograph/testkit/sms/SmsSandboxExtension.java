package io.heliograph.testkit.sms;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxReporter;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the sandboxes of {@link SmsSandbox}, and gives tests what they ask for. Thread-safe. */
@SuppressWarnings("deprecation") // the store as JUnit 5.12 has it, which Spring Boot 3.5 manages
final class SmsSandboxExtension implements BeforeEachCallback, ParameterResolver, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SmsSandboxExtension.class);

    /** Called by JUnit. */
    SmsSandboxExtension() {}

    /** A running sandbox, which JUnit closes with its store. */
    private record Running(Sandbox sandbox, SandboxClient client)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        static Running start() {
            Sandbox sandbox = Sandbox.builder().start();
            return new Running(sandbox, SandboxClient.of(sandbox.url()));
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }

    /** A client that reports its sends, so that the sandbox's page shows them while a debugger holds a test. */
    private record Sender(SmsClient client, SandboxReporter reporter)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        static Sender of(SmsSandbox wanted, Running running) {
            SandboxReporter reporter = SandboxReporter.to(running.sandbox().url());
            SmsClient client = SmsClient.builder()
                    .settings(SandboxSettings.of(wanted, running.client().vendors()))
                    .listener(reporter)
                    .build();
            return new Sender(client, reporter);
        }

        @Override
        public void close() {
            client.close();
            reporter.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (annotation(context).scope() != SmsSandbox.Scope.CLASS) {
            return;
        }
        if (context.getExecutionMode() == ExecutionMode.CONCURRENT) {
            throw new IllegalStateException("@SmsSandbox: the tests of "
                    + context.getRequiredTestClass().getSimpleName()
                    + " run in parallel, and share a sandbox that is reset before each; use scope = TEST or SHARED");
        }
        running(context).client().reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == SmsClient.class || type == Sandbox.class || type == SmsInbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Sandbox.class) {
            return running(context).sandbox();
        }
        if (type == SmsInbox.class) {
            return inbox(context);
        }
        return stored(context, Sender.class, () -> Sender.of(annotation(context), running(context)))
                .client();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        inbox(context).addTo(failure);
        throw failure;
    }

    private static SmsInbox inbox(ExtensionContext context) {
        return stored(context, SmsInbox.class, () -> {
            SandboxClient client = running(context).client();
            return annotation(context).scope() == SmsSandbox.Scope.SHARED
                    ? SmsInbox.ofOwnNumbers(client)
                    : SmsInbox.of(client);
        });
    }

    /** What this context has of a type, made when it is first asked for. */
    private static <T> T stored(ExtensionContext context, Class<T> type, Supplier<T> maker) {
        return Objects.requireNonNull(
                context.getStore(NAMESPACE).getOrComputeIfAbsent(type, unused -> maker.get(), type), type.getName());
    }

    private static Running running(ExtensionContext context) {
        ExtensionContext owner = switch (annotation(context).scope()) {
            case TEST -> context;
            case CLASS -> outermost(context);
            case SHARED -> context.getRoot();
        };
        return stored(owner, Running.class, Running::start);
    }

    /** The class that has the annotation, of which nested classes are parts. */
    private static ExtensionContext outermost(ExtensionContext context) {
        ExtensionContext found = context;
        for (ExtensionContext each = context;
                each.getTestClass().isPresent();
                each = each.getParent().orElse(each.getRoot())) {
            if (each.getTestMethod().isEmpty()) {
                found = each;
            }
        }
        return found;
    }

    private static SmsSandbox annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), SmsSandbox.class, context.getEnclosingTestClasses())
                .orElseThrow(() -> new IllegalStateException("@SmsSandbox is on no class of this test"));
    }
}
