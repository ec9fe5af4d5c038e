package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.sandbox.model.MessageStatus;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.spi.Capability;
import io.heliograph.tracking.Timeline;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.server.WebhookServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The other part of the provider contract with the sandbox as the vendor: what becomes of a message, as a query, a cancellation and
 * a webhook say it.
 */
class SandboxReportContractTest {
    /** The last digits of numbers whose messages end in each way, see docs/sandbox.md. */
    private static final List<String> ENDS = List.of("1866", "0003", "0004", "0005");

    private static final String NOBODYS_ID = "3a525ca2-6909-4c72-9399-905adf7f3a74";

    /** What the provider may call a state of the vendor. */
    private static final Map<MessageStatus, Set<Status>> MEANINGS = new EnumMap<>(Map.of(
            MessageStatus.ACCEPTED, EnumSet.of(Status.QUEUED, Status.SUBMITTED, Status.CANCELLING),
            MessageStatus.SCHEDULED, EnumSet.of(Status.SCHEDULED, Status.QUEUED),
            MessageStatus.SENT, EnumSet.of(Status.SENT, Status.SUBMITTED),
            MessageStatus.DELIVERED, EnumSet.of(Status.DELIVERED),
            MessageStatus.FAILED,
                    EnumSet.of(
                            Status.UNDELIVERED,
                            Status.FAILED,
                            Status.REJECTED,
                            Status.EXPIRED,
                            Status.CANCELLED,
                            Status.UNCONFIRMED)));

    /** A message at each moment of its life. */
    @ParameterizedTest
    @EnumSource
    void a_status_query_says_what_the_vendor_has(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            for (String end : run.offers(Capability.STATUS) ? ENDS : List.<String>of()) {
                Message sent = run.sent(end);
                for (Duration time : List.of(
                        Duration.ofMillis(1), Duration.ofMillis(800), Duration.ofMillis(800), Duration.ofSeconds(10))) {
                    run.pass(time);
                    Message asked = run.client.status(sent.id());
                    String state = run.newest().state();

                    assertThat(MEANINGS.get(MessageStatus.ofState(state)))
                            .as("%s to %s: what %s may be", vendor, end, state)
                            .contains(asked.status());
                    assertThat(asked.id()).isEqualTo(sent.id());
                }
                assertThat(run.client.status(sent.id()).status().isFinal())
                        .as("%s to %s: whether it has ended", vendor, end)
                        .isEqualTo(MessageStatus.ofState(run.newest().state()).isFinal());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_message_that_the_vendor_never_had_is_not_found(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            MessageId unknown = new MessageId(vendor.vendor(), NOBODYS_ID);
            if (run.offers(Capability.STATUS)) {
                assertThatThrownBy(() -> run.client.status(unknown)).isInstanceOf(MessageNotFoundException.class);
            }
            if (run.offers(Capability.CANCEL)) {
                assertThatThrownBy(() -> run.client.cancel(unknown)).isInstanceOf(MessageNotFoundException.class);
            }
            assertThat(run.inbox()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_scheduled_message_goes_at_its_time(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            if (run.offers(Capability.SCHEDULE)) {
                Message sent =
                        run.sent(run.request("1866").sendAt(tomorrow(run)).build());
                run.pass(Duration.ofHours(23));
                assertThat(run.newest().state()).isNotEqualToIgnoringCase("delivered");
                run.pass(Duration.ofHours(2));

                assertThat(MessageStatus.ofState(run.newest().state())).isEqualTo(MessageStatus.DELIVERED);
                if (vendor
                        == SimulatedProvider.NATIVEHUB) { // its scheduled messages become others, with ids of their own
                    assertThatThrownBy(() -> run.client.status(sent.id())).isInstanceOf(UnsupportedException.class);
                } else {
                    assertThat(run.client.status(sent.id()).status()).isEqualTo(Status.DELIVERED);
                }
            }
        }
    }

    private static Instant tomorrow(SandboxRun run) {
        return run.clock.instant().plus(Duration.ofDays(1));
    }

    @ParameterizedTest
    @EnumSource
    void a_cancelled_message_never_goes(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            if (run.offers(Capability.CANCEL)) {
                Message sent =
                        run.sent(run.request("1866").sendAt(tomorrow(run)).build());

                assertThat(run.client.cancel(sent.id()).status()).isIn(Status.CANCELLED, Status.CANCELLING);
                run.pass(Duration.ofDays(3));

                assertThat(run.client.status(sent.id()).status()).isEqualTo(Status.CANCELLED);
                assertThat(MessageStatus.ofState(run.newest().state())).isEqualTo(MessageStatus.FAILED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_message_that_has_gone_is_not_cancelled(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            if (run.offers(Capability.CANCEL)) {
                Message sent = run.sent("1866");
                run.pass(Duration.ofSeconds(10));

                assertThatThrownBy(() -> run.client.cancel(sent.id())).isInstanceOf(SmsException.class);
                assertThat(run.client.status(sent.id()).status()).isEqualTo(Status.DELIVERED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_balance_is_no_larger_after_a_send(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            if (run.offers(Capability.BALANCE)) {
                Balance before = run.client.balance(vendor.vendor()).get(0);
                run.sent("1866");
                run.pass(Duration.ofSeconds(10));
                Balance after = run.client.balance(vendor.vendor()).get(0);

                assertThat(before.amount()).isPositive();
                assertThat(after.unit()).isEqualTo(before.unit());
                assertThat(after.amount()).isLessThanOrEqualTo(before.amount());
            }
        }
    }

    /** What a client gets while its web server is the target of the vendor's webhooks. */
    private static List<SmsEvent> received(SandboxRun run, boolean isProved, Runnable whatHappens) {
        List<SmsEvent> events = new CopyOnWriteArrayList<>();
        String name = run.vendor.vendor();
        try (WebhookServer server =
                WebhookServer.builder(run.client).handler(events::add).start()) {
            URI plain = URI.create("http://127.0.0.1:" + server.port() + WebhookServer.PATH + name);
            run.sandbox.webhook(name, isProved ? run.client.webhooks().callbackUrl(name, plain) : plain);
            whatHappens.run();
        }
        return events;
    }

    /** Sends a message, and lets it live until no more becomes of it. */
    private static Message lived(SandboxRun run, String end) {
        Message sent = run.sent(end);
        for (int i = 0; i < 10; i++) {
            run.pass(Duration.ofMillis(750));
        }
        return sent;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "THAIBULK") // it documents no webhooks
    void each_report_is_verified_and_the_last_one_is_what_the_vendor_has(SimulatedProvider vendor) {
        for (String end : ENDS) {
            try (SandboxRun run = new SandboxRun(vendor)) {
                List<MessageId> ids = new ArrayList<>();
                List<SmsEvent> events =
                        received(run, true, () -> ids.add(lived(run, end).id()));

                assertThat(run.sandbox.webhooks())
                        .as("%s to %s: the requests with reports", vendor, end)
                        .hasSize(events.size())
                        .allMatch(WebhookDelivery::taken);
                assertThat(events)
                        .allSatisfy(event ->
                                assertThat(((StatusChanged) event).id()).isEqualTo(ids.get(0)));
                assertLastIsRight(run, end, events);
            }
        }
    }

    private static void assertLastIsRight(SandboxRun run, String end, List<SmsEvent> events) {
        Optional<Status> last =
                events.stream().map(event -> ((StatusChanged) event).status()).reduce((one, next) -> next);
        last.filter(Status::isFinal)
                .ifPresent(status -> assertThat(
                                MEANINGS.get(MessageStatus.ofState(run.newest().state())))
                        .as("%s to %s: the state that the last report is of", run.vendor, end)
                        .contains(status));
        if (end.equals("1866")) {
            assertThat(last).as("%s: the last report", run.vendor).contains(Status.DELIVERED);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "THAIBULK")
    void after_a_stop_the_next_send_is_held_back_without_a_request(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            List<SmsEvent> events = received(run, true, () -> {
                run.sandbox.reply(vendor.vendor(), vendor.number("1866"), vendor.from(), "STOP");
                run.pass(Duration.ofSeconds(1));
            });
            SendOutcome next = run.client.trySend(run.request("1866").build());

            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MessageReceived.class,
                            stop -> assertThat(stop.keyword()).contains(Keyword.STOP));
            assertThat(next)
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.errorType()).isEqualTo(ErrorType.OPTED_OUT));
            assertThat(next.attempts()).isEmpty();
            assertThat(run.inbox()).isEmpty();
        }
    }

    /** Signed by a stranger, or without the token where the vendor signs nothing. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "THAIBULK")
    void a_report_that_is_not_proved_to_be_the_vendors_changes_nothing(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor, "the-secret-of-a-stranger")) {
            List<MessageId> ids = new ArrayList<>();
            List<SmsEvent> events =
                    received(run, false, () -> ids.add(lived(run, "1866").id()));

            assertThat(run.sandbox.webhooks()).isNotEmpty().noneMatch(WebhookDelivery::taken);
            assertThat(events).isEmpty();
            assertThat(run.client.tracker().find(ids.get(0)).map(Timeline::status))
                    .isNotEqualTo(Optional.of(Status.DELIVERED));
        }
    }
}
