package io.heliograph.spring.test;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.testkit.sms.SmsInbox;
import io.heliograph.testkit.sms.SmsSandbox;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What the extension gives to tests, by tests that use it, also such as fail. */
class SmsSandboxTest {
    private static final String PHONE = "+66812345678";
    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @SmsSandbox
    static class EveryProvider {
        @Test
        void every_provider_takes_a_message_without_a_sender(SmsClient sms, SmsInbox inbox) {
            for (String provider : sms.states().keySet()) {
                assertThat(sms.trySend(
                                SendRequest.to(PHONE).text("Hi").route(provider).build()))
                        .as(provider)
                        .isAccepted()
                        .via(provider);
            }
            assertThat(sms.states())
                    .containsOnlyKeys("androidgateway", "nativehub", "textingline", "thaibulk", "wavix");
            assertThat(inbox).hasMessagesTo(PHONE, 5);
        }
    }

    @SmsSandbox(
            providers = {"wavix", "thaibulk"},
            settings = "heliograph.deadline=20s")
    static class OneClass {
        @RepeatedTest(2)
        void each_test_begins_empty_without_faults_and_with_a_client_of_its_own(
                SmsClient sms, SmsInbox inbox, Sandbox sandbox) {
            SEEN.add(sandbox);
            SEEN.add(sms);
            assertThat(inbox).isEmpty();
            assertThat(sandbox.fault("wavix")).isEqualTo(SandboxFault.NONE);
            assertThat(sms.route()).hasToString("wavix || thaibulk");

            sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
            assertThat(sms.trySend(SendRequest.to(PHONE).text("Hi").build()))
                    .isAccepted()
                    .via("thaibulk");
        }

        @Nested
        class Inside {
            @Test
            void a_nested_class_has_the_sandbox_of_the_outer_one(Sandbox sandbox, SmsInbox inbox) {
                SEEN.add(sandbox);
                assertThat(inbox).isEmpty();
            }
        }
    }

    @SmsSandbox(providers = "wavix", scope = SmsSandbox.Scope.TEST)
    static class OneTest {
        @RepeatedTest(2)
        void each_test_has_a_sandbox_of_its_own(SmsClient sms, Sandbox sandbox, SmsInbox inbox) {
            SEEN.add(sandbox);
            sms.send(SendRequest.to(PHONE).text("Hi").build());
            assertThat(inbox).hasExactlyOneMessageTo(PHONE);
        }
    }

    @SmsSandbox(providers = "wavix", scope = SmsSandbox.Scope.SHARED)
    @Execution(ExecutionMode.CONCURRENT)
    static class Shared {
        @RepeatedTest(20)
        void each_test_sees_the_messages_to_its_own_numbers(SmsClient sms, Sandbox sandbox, SmsInbox inbox) {
            SEEN.add(sandbox);
            String first = inbox.newNumber();
            String second = inbox.newNumber();
            sms.send(SendRequest.to(first).text("Code 111111").build());
            sms.send(SendRequest.to(second).text("Code 222222").build());

            assertThat(inbox).hasSize(2);
            assertThat(inbox.awaitCode(first)).isEqualTo("111111");
            assertThat(inbox.await(second)).containsCode("222222");
        }
    }

    @SmsSandbox(providers = "wavix")
    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelClass {
        @Test
        void cannot_run() {
            SEEN.add("it ran");
        }
    }

    @SmsSandbox(providers = "wavix")
    static class Failing {
        @Test
        void fails(SmsClient sms, SmsInbox inbox, Sandbox sandbox) {
            sandbox.clock().fix(Instant.parse("2026-03-01T12:00:00Z")); // its state stays "accepted"
            sms.send(SendRequest.to(PHONE).text("Hello").build());
            assertThat(inbox).hasNoMessageTo(PHONE);
        }

        @Test
        void fails_without_having_asked_for_the_inbox() {
            throw new IllegalStateException("a mistake");
        }
    }

    @SmsSandbox(providers = "twilio")
    static class WrongProvider {
        @Test
        void cannot_run(SmsClient sms) {
            SEEN.add(sms);
        }
    }

    private static TestExecutionSummary run(Class<?> test) {
        return TestClasses.run(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(test))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .build());
    }

    private static void assertPassed(Class<?> test) {
        TestExecutionSummary summary = run(test);
        assertThat(summary.getFailures())
                .extracting(failure -> String.valueOf(failure.getException()))
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(summary.getTestsFoundCount());
    }

    private static List<Throwable> failures(Class<?> test) {
        TestExecutionSummary summary = run(test);
        assertThat(summary.getTestsSucceededCount()).isZero();
        return summary.getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList();
    }

    @Test
    void all_providers_are_there_by_default() {
        assertPassed(EveryProvider.class);
    }

    @Test
    void the_tests_of_a_class_share_a_sandbox() {
        assertPassed(OneClass.class);
        assertThat(SEEN).hasSize(5);
        assertThat(SEEN.stream().filter(Sandbox.class::isInstance).distinct()).hasSize(1);
        assertThat(SEEN.stream().filter(SmsClient.class::isInstance).distinct()).hasSize(2);
    }

    @Test
    void each_test_can_have_a_sandbox_of_its_own() {
        assertPassed(OneTest.class);
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void tests_that_run_in_parallel_can_share_a_sandbox() {
        assertPassed(Shared.class);
        assertThat(SEEN).hasSize(20);
        assertThat(SEEN.stream().distinct()).hasSize(1);
    }

    @Test
    void tests_that_run_in_parallel_cannot_share_one_that_is_reset() {
        assertThat(failures(ParallelClass.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("the tests of ParallelClass run in parallel")
                        .hasMessageContaining("use scope = TEST or SHARED"));
        assertThat(SEEN).isEmpty();
    }

    @Test
    void a_failed_test_shows_the_inbox() {
        List<Throwable> failures = failures(Failing.class);

        assertThat(failures).hasSize(2);
        assertThat(failures)
                .flatExtracting(failure -> List.of(failure.getSuppressed()))
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        "The inbox has 1 message:\n  wavix to " + PHONE
                                + " from HELIOGRAPH, accepted, 1 segment: \"Hello\"",
                        "The inbox is empty.");
    }

    @Test
    void a_provider_that_is_not_there_is_named() {
        assertThat(failures(WrongProvider.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasStackTraceContaining("@SmsSandbox: twilio isn't a provider on the class path that the"
                                + " sandbox simulates; there are [androidgateway, nativehub"));
    }
}
