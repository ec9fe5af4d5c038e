package io.heliograph.spring.test;

import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.testkit.sms.SmsInbox;
import org.springframework.context.ApplicationContext;
import org.springframework.util.StringUtils;

/** The inbox of a test's context. */
final class TestInbox {
    private static final String URL = "heliograph.sandbox.url";

    private TestInbox() {}

    /** Of a sandbox in another process, which others may use too, only what it gets from now on. */
    static SmsInbox of(ApplicationContext context) {
        SandboxClient sandbox = sandbox(context);
        return isShared(context) ? SmsInbox.from(sandbox) : SmsInbox.of(sandbox);
    }

    static SandboxClient sandbox(ApplicationContext context) {
        return context.getBean(SandboxClient.class);
    }

    static boolean isShared(ApplicationContext context) {
        return StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }
}
