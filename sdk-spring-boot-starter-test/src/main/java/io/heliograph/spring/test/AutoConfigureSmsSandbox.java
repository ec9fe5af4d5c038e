package io.heliograph.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the application of a {@code @SpringBootTest} send to a sandbox, and has beans for the test: {@link
 * io.heliograph.testkit.sms.SmsInbox}, {@link io.heliograph.sandbox.client.SandboxClient}, and {@link
 * io.heliograph.sandbox.Sandbox} if it is in this process.
 *
 * <p>The sandbox is reset before each test. Where {@code heliograph.sandbox.url} names one in another process, it isn't reset, and
 * the inbox has what comes after the start of the test. A test that fails shows what the inbox has.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AutoConfigureSmsSandbox {}
