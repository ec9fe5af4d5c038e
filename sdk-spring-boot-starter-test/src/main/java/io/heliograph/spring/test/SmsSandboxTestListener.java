package io.heliograph.spring.test;

import io.heliograph.testkit.sms.SmsInbox;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Resets the sandbox before each test, and shows what it has where one fails. Thread-safe. */
final class SmsSandboxTestListener implements TestExecutionListener, Ordered {
    private static final String INBOX = SmsSandboxTestListener.class.getName() + ".inbox";

    /** Called by Spring. */
    SmsSandboxTestListener() {}

    @Override
    public void beforeTestMethod(TestContext test) {
        if (!isSandboxed(test)) {
            return;
        }
        if (!TestInbox.isShared(test.getApplicationContext())) {
            TestInbox.sandbox(test.getApplicationContext()).reset();
        }
        test.setAttribute(INBOX, TestInbox.of(test.getApplicationContext()));
    }

    @Override
    public void afterTestExecution(TestContext test) {
        Throwable failure = test.getTestException();
        if (failure != null && test.getAttribute(INBOX) instanceof SmsInbox inbox) {
            inbox.addTo(failure);
        }
    }

    private static boolean isSandboxed(TestContext test) {
        return TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureSmsSandbox.class);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
