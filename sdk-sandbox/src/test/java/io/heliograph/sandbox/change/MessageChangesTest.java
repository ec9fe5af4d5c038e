package io.heliograph.sandbox.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.VendorCalls;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.MessageChange;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MessageChangesTest {
    private static final String ORDINARY = "5678";

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private InboxMessage send(VendorCalls vendor, String lastDigits) {
        if (vendor.isReporting()) {
            sandbox.webhook(vendor.vendor(), receiver.uri("/"));
        }
        return vendor.send(sandbox, lastDigits);
    }

    private List<Receiver.Got> after(Duration time) {
        clock.advance(time);
        sandbox.sendDueWebhooks();
        return receiver.taken();
    }

    private List<String> statesAfter(VendorCalls vendor, Duration time) {
        return after(time).stream().map(vendor::state).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_delivered_message_is_so_in_the_inbox_at_the_vendor_and_in_a_report(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);
        after(Duration.ZERO);

        sandbox.change(message).deliver();

        InboxMessage now = VendorCalls.now(sandbox, message);
        assertThat(now.state().toLowerCase(Locale.ROOT)).isIn("delivered", "success");
        assertThat(vendor.read(sandbox, message).orElse(now.state())).isEqualTo(now.state());
        List<String> reports = statesAfter(vendor, Duration.ZERO);
        assertThat(reports.isEmpty() ? now.state() : reports.get(reports.size() - 1))
                .isEqualTo(now.state());
        assertThat(reports.isEmpty()).isNotEqualTo(vendor.isReporting());
        assertThat(after(Duration.ofDays(1))).as("the planned reports").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_message_fails_for_each_reason_that_fits_it(VendorCalls vendor) {
        List<VendorFault> failures = sandbox.change(send(vendor, ORDINARY)).failures();
        assertThat(failures).hasSizeGreaterThan(3);
        for (VendorFault failure : failures) {
            InboxMessage message = vendor.send(sandbox, ORDINARY);
            after(Duration.ZERO);

            sandbox.change(message).fail(failure.code());

            InboxMessage now = VendorCalls.now(sandbox, message);
            assertThat(sandbox.change(now).possible())
                    .as(failure.code() + " is final")
                    .doesNotContain(MessageChange.DELIVER, MessageChange.FAIL, MessageChange.DELAY);
            assertThat(vendor.read(sandbox, message).orElse(now.state())).isEqualTo(now.state());
            List<String> reports = statesAfter(vendor, Duration.ZERO);
            assertThat(reports.contains(now.state())).as(failure.code()).isEqualTo(vendor.reports(now.state()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_message_that_has_ended_is_not_changed_again(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);
        MessageChanges changes = sandbox.change(message);
        String code = changes.failures().get(0).code();
        changes.deliver();

        assertThatIllegalStateException()
                .isThrownBy(changes::deliver)
                .withMessageContaining("already")
                .withMessageContaining(VendorCalls.now(sandbox, message).state())
                .withMessageContaining(vendor.vendor());
        assertThatIllegalStateException().isThrownBy(() -> changes.fail(code)).withMessageContaining("already");
        assertThatIllegalStateException()
                .isThrownBy(() -> changes.delay(Duration.ofSeconds(1)))
                .withMessageContaining("nothing is ahead");
    }

    @ParameterizedTest
    @EnumSource
    void a_delay_moves_the_states_that_are_left_and_their_reports(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);
        after(Duration.ofSeconds(7));
        String before = VendorCalls.now(sandbox, message).state();

        sandbox.change(message).delay(Duration.ofMinutes(1));

        assertThat(after(Duration.ofSeconds(60))).isEmpty();
        assertThat(VendorCalls.now(sandbox, message).state()).isEqualTo(before);
        assertThat(statesAfter(vendor, Duration.ofSeconds(1))).hasSize(vendor.isReporting() ? 1 : 0);
        assertThat(VendorCalls.now(sandbox, message).state()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = "THAIBULK", mode = Mode.EXCLUDE)
    void lost_reports_do_not_come_and_the_message_goes_on(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);

        sandbox.change(message).loseReports();
        sandbox.change(message).deliver();

        assertThat(after(Duration.ofDays(1))).isEmpty();
        assertThat(VendorCalls.now(sandbox, message).state()).isEqualToIgnoringCase("delivered");
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(message).loseReports());
    }

    @ParameterizedTest
    @EnumSource(names = "THAIBULK", mode = Mode.EXCLUDE)
    void a_repeated_report_has_the_same_bytes_and_is_about_the_same_message(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);
        List<Receiver.Got> reports = after(Duration.ofSeconds(8));
        Receiver.Got newest = reports.get(reports.size() - 1);

        sandbox.change(message).repeatReport();

        assertThat(after(Duration.ofSeconds(5))).singleElement().satisfies(again -> {
            assertThat(again.bytes()).isEqualTo(newest.bytes());
            assertThat(again.uri()).isEqualTo(newest.uri());
        });
        assertThat(sandbox.webhooks())
                .extracting(WebhookDelivery::messageId, WebhookDelivery::recipient)
                .containsOnly(tuple(message.id(), message.to()));
    }

    @Test
    void a_repeated_report_is_signed_anew() {
        InboxMessage message = send(VendorCalls.ANDROID, ORDINARY);
        List<Receiver.Got> reports = after(Duration.ofSeconds(8));
        Receiver.Got newest = reports.get(reports.size() - 1);

        sandbox.change(message).repeatReport();
        Receiver.Got again = after(Duration.ofSeconds(5)).get(0);

        assertThat(Long.parseLong(again.header("X-timestamp")))
                .isEqualTo(Long.parseLong(newest.header("X-timestamp")) + 5);
        assertThat(again.header("X-signature")).isNotEqualTo(newest.header("X-signature"));
    }

    @ParameterizedTest
    @EnumSource(names = "THAIBULK", mode = Mode.EXCLUDE)
    void nothing_is_repeated_before_the_first_report(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);

        assertThat(sandbox.change(message).possible()).doesNotContain(MessageChange.REPEAT_REPORT);
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(message).repeatReport())
                .withMessageContaining("No report");
    }

    @Test
    void a_report_that_nobody_got_is_repeated_to_who_registers_later() {
        InboxMessage message = VendorCalls.NATIVEHUB.send(sandbox, ORDINARY);
        assertThat(after(Duration.ofSeconds(8))).isEmpty();
        sandbox.webhook("nativehub", receiver.uri("/"));

        sandbox.change(message).repeatReport();

        assertThat(statesAfter(VendorCalls.NATIVEHUB, Duration.ZERO)).containsExactly("delivered");
    }

    @ParameterizedTest
    @EnumSource(names = {"WAVIX", "ANDROID", "NATIVEHUB"})
    void reversed_reports_wait_for_the_last_one_which_comes_first(VendorCalls vendor) {
        InboxMessage message = send(vendor, ORDINARY);

        sandbox.change(message).reverseReports();

        assertThat(after(Duration.ofMillis(7_999))).isEmpty();
        assertThat(statesAfter(vendor, Duration.ofMillis(1)))
                .satisfies(states -> assertThat(states.get(0)).isEqualToIgnoringCase("delivered"))
                .hasSize(2);
        assertThat(vendor.read(sandbox, message))
                .contains(VendorCalls.now(sandbox, message).state());
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(message).reverseReports())
                .withMessageContaining("0 reports left");
    }

    @Test
    void a_vendor_without_reports_has_none_to_lose() {
        InboxMessage message = send(VendorCalls.THAIBULK, ORDINARY);

        assertThat(sandbox.change(message).possible())
                .containsExactlyInAnyOrder(MessageChange.DELIVER, MessageChange.FAIL, MessageChange.DELAY);
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(message).loseReports())
                .withMessage("thaibulk sends no reports about this message alone.");
    }

    @ParameterizedTest
    @EnumSource
    void a_code_that_is_none_or_refuses_a_send_fails_no_message(VendorCalls vendor) {
        MessageChanges changes = sandbox.change(send(vendor, ORDINARY));
        String refusal = sandbox.faults(vendor.vendor()).stream()
                .filter(fault -> fault.effect() == Effect.REFUSES_SEND)
                .findFirst()
                .orElseThrow()
                .code();

        for (String code : List.of("nonsense", refusal)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> changes.fail(code))
                    .withMessageContaining("code")
                    .withMessageContaining(vendor.vendor());
        }
        assertThat(changes.possible()).contains(MessageChange.FAIL);
    }

    @Test
    void a_delay_has_a_range() {
        MessageChanges changes = sandbox.change(send(VendorCalls.WAVIX, ORDINARY));
        for (Duration by : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(366))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> changes.delay(by))
                    .withMessageContaining("365 days");
        }
    }

    @Test
    void a_message_of_another_sandbox_is_not_changed() {
        InboxMessage message = send(VendorCalls.WAVIX, ORDINARY);
        try (Sandbox other = Sandbox.builder().start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.change(message))
                    .withMessageContaining("isn't in the inbox");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_message_without_a_report_can_still_be_delivered(VendorCalls vendor) {
        InboxMessage message = send(vendor, "0004");
        after(Duration.ofSeconds(20));

        sandbox.change(message).deliver();

        assertThat(VendorCalls.now(sandbox, message).state().toLowerCase(Locale.ROOT))
                .isIn("delivered", "success");
    }

    @ParameterizedTest
    @EnumSource
    void of_changes_at_the_same_time_one_wins(VendorCalls vendor) throws Exception {
        InboxMessage message = send(vendor, ORDINARY);
        MessageChanges changes = sandbox.change(message);
        String code = changes.failures().get(0).code();
        int count = 8;
        CyclicBarrier together = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> attempts = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                boolean delivers = n % 2 == 0;
                attempts.add(threads.submit(() -> {
                    together.await();
                    if (delivers) {
                        changes.deliver();
                    } else {
                        changes.fail(code);
                    }
                    return null;
                }));
            }
            int lost = 0;
            for (Future<?> attempt : attempts) {
                try {
                    attempt.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                    lost++;
                }
            }
            assertThat(lost).isEqualTo(count - 1);
        } finally {
            threads.shutdownNow();
        }
        List<String> reports = statesAfter(vendor, Duration.ofDays(1));
        assertThat(reports).doesNotHaveDuplicates();
    }

    @Test
    void what_is_found_before_sending_does_not_come_after_it() {
        InboxMessage wavix = send(VendorCalls.WAVIX, ORDINARY);
        InboxMessage android = send(VendorCalls.ANDROID, ORDINARY);
        after(Duration.ofSeconds(5));

        assertThat(sandbox.change(wavix).failures())
                .extracting(VendorFault::code)
                .contains("31-later")
                .doesNotContain("22-later", "expired");
        assertThatThrownBy(() -> sandbox.change(wavix).fail("22-later"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("undelivered");
        assertThat(sandbox.change(android).failures())
                .extracting(VendorFault::code)
                .contains("tp-status-70")
                .doesNotContain("no-sims", "RESULT_ERROR_NO_SERVICE");
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(android).fail("no-sims"))
                .withMessageContaining("tp-status-70");
    }
}
