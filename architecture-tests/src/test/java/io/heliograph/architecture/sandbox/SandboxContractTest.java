package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.MessageStatus;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.testkit.TrickyTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The part of the provider contract whose answers the vendor gives, with the sandbox as the vendor: sends, rejections, bulk sends,
 * options and lost answers. The sandbox and the providers were written independently, so a disagreement is a bug in one of them.
 * The faults of connections are in the providers' own tests.
 */
class SandboxContractTest {
    @ParameterizedTest
    @EnumSource
    void a_text_arrives_as_it_was_sent(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            for (String text : TrickyTexts.all()) {
                Message sent = run.sent(run.request("1866").text(text).build());
                InboxMessage arrived = run.newest();

                assertThat(arrived.text()).isEqualTo(text);
                assertThat(PhoneNumber.of("+" + arrived.to().replace("+", "")).e164())
                        .isEqualTo(vendor.number("1866"));
                assertThat(sent.id().value()).as("the id of '%s'", text).isEqualTo(arrived.id());
                sent.segments()
                        .ifPresent(segments -> assertThat(arrived.segments())
                                .as("of '%s'", text)
                                .isEqualTo(segments));
            }
            assertThat(run.inbox()).hasSize(TrickyTexts.all().size());
        }
    }

    /** Half a request is none: the sender goes along where the vendor has senders. */
    @ParameterizedTest
    @EnumSource
    void the_sender_arrives_where_the_vendor_has_senders(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            run.sent("1866");

            assertThat(run.newest().from()).isEqualTo(run.offers(Capability.SENDER) ? vendor.from() : null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_declared_option_is_taken_by_the_vendor(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            int sends = 0;
            for (SendRequest request : withOptions(run)) {
                run.sent(request);
                sends++;
            }
            assertThat(run.inbox()).hasSize(sends);
        }
    }

    private static List<SendRequest> withOptions(SandboxRun run) {
        List<SendRequest.Builder> requests = new ArrayList<>();
        if (run.offers(Capability.TAG)) {
            requests.add(run.request("1866").tag("autumn"));
        }
        if (run.offers(Capability.VALIDITY)) {
            requests.add(run.request("1866").validity(Duration.ofHours(2)));
        }
        if (run.offers(Capability.CALLBACK_URL)) {
            requests.add(run.request("1866").callbackUrl("https://example.com/reports"));
        }
        if (run.offers(Capability.MEDIA)) {
            // Wavix sends MMS in North America only, and from numbers.
            requests.add(SendRequest.to("+12025551866")
                    .from("+12015550123")
                    .text("Look")
                    .media("https://example.com/tree.jpg"));
        }
        run.vendor
                .optionValues()
                .forEach((option, values) -> values.forEach(value -> requests.add(with(run, option, value))));
        return requests.stream()
                .map(request -> request.idempotencyKey(IdempotencyKey.random()).build())
                .toList();
    }

    private static <T> SendRequest.Builder with(SandboxRun run, VendorOption<T> option, String value) {
        return run.request("1866").option(option, option.parse(value));
    }

    @ParameterizedTest
    @EnumSource
    void every_option_of_a_plain_request_has_values_here(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            assertThat(vendor.optionValues().keySet())
                    .isEqualTo(
                            Set.copyOf(run.provider.options(run.request("1866").build())));
        }
    }

    /** After a rejection another provider sends, so the vendor must have nothing that is on its way. */
    @ParameterizedTest
    @EnumSource
    void after_a_documented_rejection_nothing_is_on_its_way_and_after_an_acceptance_one_message(
            SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            List<VendorFault> faults = run.sandbox.faults(vendor.vendor()).stream()
                    .filter(fault -> fault.effect() == Effect.REFUSES_SEND || fault.effect() == Effect.FAILS_MESSAGE)
                    .toList();
            assertThat(faults).hasSizeGreaterThan(10);
            for (VendorFault fault : faults) {
                run.sandbox.fault(vendor.vendor(), fault.code());
                assertAtMostOne(run, fault);
            }
        }
    }

    private static void assertAtMostOne(SandboxRun run, VendorFault fault) {
        int before = run.inbox().size();
        SendRequest request =
                run.request("1866").idempotencyKey(IdempotencyKey.random()).build();
        SendResult result = run.provider.send(request, new AttemptContext(Deadline.after(Duration.ofSeconds(20))));
        List<InboxMessage> stored = run.inbox().subList(before, run.inbox().size());

        assertThat(stored)
                .as("%s %s: messages after %s", run.vendor, fault.code(), result)
                .hasSizeLessThanOrEqualTo(1);
        if (result instanceof SendResult.Accepted) {
            assertThat(stored)
                    .as("%s %s: after %s", run.vendor, fault.code(), result)
                    .hasSize(1);
        } else {
            assertThat(stored)
                    .as("%s %s: messages on their way after %s", run.vendor, fault.code(), result)
                    .noneMatch(SandboxContractTest::isAlive);
        }
        assertThat(result instanceof SendResult.Accepted && fault.effect() == Effect.REFUSES_SEND)
                .as("%s %s: whether %s is an acceptance", run.vendor, fault.code(), result)
                .isFalse();
    }

    private static boolean isAlive(InboxMessage message) {
        return MessageStatus.ofState(message.state()) != MessageStatus.FAILED;
    }

    /** One with a number that no vendor sends to, which some refuse as a whole, and one with numbers that fail by themselves. */
    @ParameterizedTest
    @EnumSource
    void a_bulk_send_counts_what_the_vendor_has_and_sends_to_nobody_twice(SimulatedProvider vendor) {
        for (String special : List.of("0001", "0002")) {
            try (SandboxRun run = new SandboxRun(vendor)) {
                int many = run.offers(Capability.BULK)
                        ? Math.max(6, run.provider.bulkLimits().min() + 4)
                        : 6;
                List<String> numbers = Stream.concat(
                                Stream.of(special, "0003"),
                                IntStream.range(2, many).mapToObj(i -> String.valueOf(6_000 + i)))
                        .map(vendor::number)
                        .toList();
                List<BulkCallResult> results = new ArrayList<>();
                BulkReport report = run.client.bulk(
                        BulkRequest.to(
                                numbers.stream(),
                                content -> content.from(vendor.from()).text("We open at nine")),
                        results::add);

                assertThat(report.accepted() + report.rejected()).isEqualTo(many);
                assertThat(report.unknown() + report.invalid() + report.duplicates())
                        .isZero();
                assertAgrees(run, report, rejected(results));
            }
        }
    }

    private static void assertAgrees(SandboxRun run, BulkReport report, Set<String> rejected) {
        List<String> stored =
                run.inbox().stream().map(SandboxContractTest::digits).toList();
        List<String> alive = run.inbox().stream()
                .filter(SandboxContractTest::isAlive)
                .map(SandboxContractTest::digits)
                .toList();

        assertThat(stored).as("the recipients that the vendor has").doesNotHaveDuplicates();
        assertThat(alive)
                .as("the recipients who get something, none of whom is rejected")
                .noneMatch(rejected::contains);
        assertThat(report.accepted())
                .as("the accepted recipients, of whom the vendor has all")
                .isBetween((long) alive.size(), (long) stored.size());
    }

    private static String digits(InboxMessage message) {
        return message.to().replace("+", "");
    }

    private static Set<String> rejected(List<BulkCallResult> results) {
        Set<String> rejected = new HashSet<>();
        for (BulkCallResult result : results) {
            if (result.outcome() instanceof SendOutcome.Accepted accepted) {
                accepted.message().recipients().stream()
                        .filter(recipient -> recipient.status().isFailure())
                        .forEach(recipient ->
                                rejected.add(recipient.to().orElseThrow().digits()));
            } else {
                result.recipients().forEach(recipient -> rejected.add(recipient.digits()));
            }
        }
        return rejected;
    }

    /** As after a restart: the second client doesn't know of the first one's send. */
    @ParameterizedTest
    @EnumSource
    void the_same_key_is_one_message_where_the_vendor_removes_duplicates(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor);
                SmsClient restarted = run.anotherClient()) {
            SendRequest request =
                    run.request("1866").idempotencyKey("order-4711").build();
            Message first = run.sent(request);
            if (run.provider.duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY) {
                SendOutcome again = restarted.trySend(request);

                assertThat(again)
                        .isInstanceOfSatisfying(
                                SendOutcome.Accepted.class,
                                accepted -> assertThat(accepted.message().id()).isEqualTo(first.id()));
            }
            assertThat(run.inbox()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_answer_is_found_again_where_the_vendor_can_be_asked(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            SendRequest request =
                    run.request("1866").idempotencyKey("order-4711").build();
            SendOutcome outcome = sentWithoutAnswer(run, request);
            SendOutcome found = outcome instanceof SendOutcome.Unknown ? run.client.reconcile(request) : outcome;

            assertThat(run.inbox()).as("nothing is sent a second time").hasSize(1);
            if (run.provider.duplicateProtection() == DuplicateProtection.NONE) {
                assertThat(found).isInstanceOf(SendOutcome.Unknown.class);
            } else {
                assertThat(found)
                        .isInstanceOfSatisfying(
                                SendOutcome.Accepted.class,
                                accepted -> assertThat(accepted.message().id().value())
                                        .isEqualTo(run.newest().id()));
            }
        }
    }

    /** The connection is cut as soon as the vendor has the message. */
    private static SendOutcome sentWithoutAnswer(SandboxRun run, SendRequest request) {
        run.sandbox.fault(run.vendor.vendor(), SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<SendOutcome> sent = run.client.sendAsync(request, task -> new Thread(task, "send").start());
        run.sandbox.messages().await(InboxQuery.any(), Duration.ofSeconds(20));
        run.sandbox.fault(run.vendor.vendor(), SandboxFault.NONE);
        return sent.join();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_provider_does_not_declare_never_reaches_the_vendor(SimulatedProvider vendor) {
        try (SandboxRun run = new SandboxRun(vendor)) {
            if (!run.offers(Capability.SCHEDULE)) {
                Instant tomorrow = run.clock.instant().plus(Duration.ofDays(1));
                assertThat(run.client.trySend(
                                run.request("1866").sendAt(tomorrow).build()))
                        .isInstanceOf(SendOutcome.Rejected.class);
            }
            if (!run.offers(Capability.VALIDITY)) {
                assertThat(run.client.trySend(run.request("1866")
                                .validity(Duration.ofHours(2))
                                .build()))
                        .isInstanceOf(SendOutcome.Rejected.class);
            }
            if (!run.offers(Capability.MEDIA)) {
                assertThat(run.client.trySend(run.request("1866")
                                .media("https://example.com/tree.jpg")
                                .build()))
                        .isInstanceOf(SendOutcome.Rejected.class);
            }
            assertThat(run.inbox()).isEmpty();
        }
    }
}
