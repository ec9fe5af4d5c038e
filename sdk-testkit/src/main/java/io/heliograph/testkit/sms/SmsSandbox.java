package io.heliograph.testkit.sms;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class with a sandbox: their methods may have parameters of the types {@link io.heliograph.SmsClient},
 * {@link SmsInbox} and {@link io.heliograph.sandbox.Sandbox}. The client is a new one for each test, and is closed after it. A test
 * that fails shows what the inbox has.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SmsSandboxExtension.class)
@SuppressWarnings("exports") // JUnit alone makes the extension
public @interface SmsSandbox {
    /** The client's providers, in the order of its route; by default all that are on the class path and in the sandbox. */
    String[] providers() default {};

    /** The client's route, such as {@code "TH: thaibulk || wavix; *: wavix"}; by default the providers in their order. */
    String route() default "";

    /** More settings of the client, such as {@code "heliograph.deadline=2s"}. */
    String[] settings() default {};

    /** Which tests share a sandbox. */
    Scope scope() default Scope.CLASS;

    /** Which tests share a sandbox. */
    enum Scope {
        /** The tests of a class share one, which is reset before each test; so they can't run in parallel. */
        CLASS,

        /** Each test has one of its own, so that tests can run in parallel. */
        TEST,

        /**
         * All tests of this JVM share one, and can run in parallel. A test's inbox has only the messages to its own numbers, those
         * of {@link SmsInbox#newNumber}; a fault is seen by all.
         */
        SHARED
    }
}
