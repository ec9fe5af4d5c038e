package io.heliograph.sandbox.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.VendorCalls;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.MessageChange;
import io.heliograph.sandbox.model.VendorFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is changed in whatever order: what was reported fits what happened, and everybody reads the same end. */
class ChangeSequenceTest {
    private static final int RUNS = 40;
    private static final int CHANGES = 12;
    private static final List<MessageChange> ALL = List.of(MessageChange.values());
    private static final List<String> ENDS = List.of("5678", "0003", "0004", "0005");

    /** One message, changed at random. */
    private static final class Run {
        private final VendorCalls vendor;
        private final Sandbox sandbox;
        private final TestClock clock;
        private final Random random;
        private final InboxMessage message;
        private final MessageChanges changes;
        private final Set<String> states = new LinkedHashSet<>();
        private final Set<MessageChange> made = EnumSet.noneOf(MessageChange.class);
        private int repeats;

        Run(VendorCalls vendor, Sandbox sandbox, TestClock clock, long seed) {
            this.vendor = vendor;
            this.sandbox = sandbox;
            this.clock = clock;
            random = new Random(seed);
            message = vendor.send(sandbox, ENDS.get(random.nextInt(ENDS.size())));
            changes = sandbox.change(message);
            look();
        }

        /** The states in the order in which they are seen, by a look after each. */
        void look() {
            changes.steps().stream()
                    .filter(step -> !step.at().isAfter(clock.instant()))
                    .forEach(step -> states.add(step.state()));
        }

        void changeAtRandom() {
            clock.advance(Duration.ofMillis(random.nextInt(3_000)));
            if (random.nextBoolean()) {
                sandbox.sendDueWebhooks();
            }
            MessageChange change = ALL.get(random.nextInt(ALL.size()));
            List<VendorFault> failures = changes.failures();
            String code = failures.isEmpty()
                    ? anyCode()
                    : failures.get(random.nextInt(failures.size())).code();
            if (!changes.possible().contains(change)) {
                assertThatIllegalStateException().as(change.word()).isThrownBy(() -> make(change, code));
                return;
            }
            make(change, code);
            made.add(change);
            repeats += change == MessageChange.REPEAT_REPORT ? 1 : 0;
            look();
        }

        private void make(MessageChange change, String code) {
            switch (change) {
                case DELIVER -> changes.deliver();
                case FAIL -> changes.fail(code);
                case DELAY -> changes.delay(Duration.ofMillis(1 + random.nextInt(5_000)));
                case LOSE_REPORTS -> changes.loseReports();
                case REPEAT_REPORT -> changes.repeatReport();
                case REVERSE_REPORTS -> changes.reverseReports();
            }
        }

        private String anyCode() {
            return sandbox.faults(vendor.vendor()).stream()
                    .filter(fault -> fault.effect() == VendorFault.Effect.FAILS_MESSAGE)
                    .findFirst()
                    .orElseThrow()
                    .code();
        }

        void end() {
            clock.advance(Duration.ofDays(2));
            sandbox.sendDueWebhooks();
            look();
        }

        void check(List<Receiver.Got> reports) {
            List<String> happened = states.stream().filter(vendor::reports).toList();
            List<String> reported = reports.stream().map(vendor::state).toList();
            Set<String> first = new LinkedHashSet<>(reported);
            if (made.contains(MessageChange.LOSE_REPORTS)) {
                assertThat(happened).containsAll(first);
            } else if (made.contains(MessageChange.REVERSE_REPORTS)) {
                assertThat(first).containsExactlyInAnyOrderElementsOf(happened);
            } else {
                assertThat(first).containsExactlyElementsOf(happened);
            }
            assertThat(reported).hasSize(first.size() + repeats);
            assertThat(new HashSet<>(bodies(reports))).as("bodies").hasSize(first.size());
            String last = new ArrayList<>(states).get(states.size() - 1);
            assertThat(VendorCalls.now(sandbox, message).state()).isEqualTo(last);
            assertThat(vendor.read(sandbox, message).orElse(last)).isEqualTo(last);
        }

        private static List<String> bodies(List<Receiver.Got> reports) {
            return reports.stream().map(Receiver.Got::body).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void reports_and_reads_fit_what_happened_after_any_changes(VendorCalls vendor) {
        TestClock clock = new TestClock();
        try (Receiver receiver = new Receiver();
                Sandbox sandbox = Sandbox.builder()
                        .clock(clock)
                        .deliverAfter(Duration.ofSeconds(8))
                        .start()) {
            if (vendor.isReporting()) {
                sandbox.webhook(vendor.vendor(), receiver.uri("/"));
            }
            for (int seed = 0; seed < RUNS; seed++) {
                Run run = new Run(vendor, sandbox, clock, seed);
                for (int n = 0; n < CHANGES; n++) {
                    run.changeAtRandom();
                }
                run.end();
                run.check(receiver.taken());
            }
        }
    }
}
