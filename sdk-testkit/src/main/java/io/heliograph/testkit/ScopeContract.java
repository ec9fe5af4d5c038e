package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An attempt makes one POST with the {@link AttemptContext} that it gets, which tells the core whether a message may
 * have been sent. The contract tests the provider itself, because the core would stop some of these mistakes and so
 * hide them.
 */
public abstract class ScopeContract extends AnswerContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** An idle connection is closed after 4 seconds. */
    private static final Duration SOONER_THAN_IDLE = Duration.ofSeconds(3);

    protected ScopeContract() {}

    /** The vendor's error response with this code of an {@link ErrorTable}; empty if the vendor has no codes. */
    protected Optional<String> errorBodyOfCode(String code) {
        return Optional.empty();
    }

    /**
     * The vendor's response to a bulk send that names these numbers only, or counts so many, of one more that was
     * requested; empty if a response always applies to the whole send.
     */
    protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
        return Optional.empty();
    }

    /**
     * The vendor's response to a bulk send that accepts these numbers and rejects one, by its number; empty if a
     * response always applies to the whole send.
     */
    protected Optional<Behaviour> bulkAcceptedRejecting(List<PhoneNumber> taken, PhoneNumber refused) {
        return Optional.empty();
    }

    /** A message id in the vendor's form. */
    protected String knownId() {
        return "known-1";
    }

    /** The limits of one in the error tables; override it if a vendor has one with a status of its own. */
    @Override
    protected List<Behaviour> limitsOfOne() {
        Stream<String> byCode = errorTables().stream()
                .flatMap(table -> table.narrowCodes().stream())
                .map(this::errorBodyOfCode)
                .flatMap(Optional::stream);
        Stream<String> byText = errorTables().stream()
                .flatMap(table -> table.narrowTexts().stream())
                .map(this::errorBody);
        return Stream.concat(byCode, byText)
                .map(body -> Behaviour.answer(400, "application/json", body, "Retry-After: 3600"))
                .toList();
    }

    @Test
    final void the_attempt_context_knows_of_the_response() {
        List<Behaviour> answers = List.of(
                accepted(),
                Behaviour.answer(400, "application/json", errorBody("no")),
                Behaviour.answer(500, "application/json", errorBody("no")));
        atVendor((provider, vendor) -> {
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                for (Behaviour answer : answers) {
                    AttemptContext context = scope();
                    vendor.script(answer);
                    sendMethod.attempt(provider, request().build(), context);

                    assertThat(context.mayHaveBeenSent())
                            .as(
                                    "%s, %s: whether the scope that the provider was given knows that bytes are out; send by"
                                            + " Http.submit with this very scope",
                                    sendMethod, answer)
                            .isTrue();
                    assertThat(context.httpStatus())
                            .as("%s, %s: the HTTP status in the context", sendMethod, answer)
                            .isNotZero();
                }
            }
        });
    }

    @Test
    final void the_attempt_context_knows_of_a_lost_response() {
        atVendor((provider, vendor) -> {
            vendor.script(Behaviour.closeWithoutReply());
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                AttemptContext context = scope();
                int before = vendor.requests(sendsBy());
                SendResult result = sendMethod.attempt(provider, request().build(), context);

                assertThat(context.mayHaveBeenSent())
                        .as("%s: whether the context knows that bytes were sent, though no response came", sendMethod)
                        .isTrue();
                assertThat(vendor.requests(sendsBy()) - before)
                        .as("%s: POSTs", sendMethod)
                        .isEqualTo(1);
                assertThat(result == null || result instanceof SendResult.Unknown)
                        .as("%s: the result after a lost response was %s", sendMethod, result)
                        .isTrue();
            }
        });
    }

    @Test
    final void nothing_is_asked_after_the_deadline() {
        atVendor((provider, vendor) -> {
            vendor.script(accepted());
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                sendMethod.attempt(provider, request().build(), new AttemptContext(Deadline.after(Duration.ZERO)));
                assertThat(vendor.begun())
                        .as("%s: requests begun after the context's deadline", sendMethod)
                        .isZero();
            }
            for (Capability capability : NonSendingCalls.declaredBy(provider)) {
                NonSendingCalls.call(
                        provider, capability, id(provider), request().build(), Deadline.after(Duration.ZERO));
                assertThat(vendor.begun())
                        .as("%s: requests begun after the deadline", capability)
                        .isZero();
            }
        });
    }

    static List<Integer> statuses() {
        return List.of(400, 402, 403, 404, 408, 409, 422, 425, 429, 500, 501, 502, 503, 504, 520);
    }

    @ParameterizedTest
    @MethodSource("statuses")
    final void an_attempt_is_one_post_whatever_the_status(int status) {
        assertOnePost(List.of(
                Behaviour.answer(status, "application/json", errorBody("try again"), "Retry-After: 0"),
                Behaviour.answer(status, "application/json", ""),
                Behaviour.answer(status, "text/html", "<html>try again</html>")));
    }

    @Test
    final void an_attempt_is_one_post_whatever_row_of_the_table_it_meets() {
        List<Behaviour> answers = new ArrayList<>();
        for (ErrorTable table : errorTables()) {
            Stream<String> byCode =
                    table.codes().stream().map(this::errorBodyOfCode).flatMap(Optional::stream);
            Stream<String> byText = Stream.concat(table.texts().stream(), table.codes().stream())
                    .map(this::errorBody);
            Stream.concat(byCode, byText).distinct().forEach(body -> {
                answers.add(Behaviour.answer(400, "application/json", body));
                answers.add(Behaviour.answer(500, "application/json", body));
                answers.add(Behaviour.answer(200, "application/json", body));
            });
        }
        failed().forEach(body -> answers.add(Behaviour.answer(200, "application/json", body)));
        assertOnePost(answers);
    }

    private void assertOnePost(List<Behaviour> answers) {
        atVendor((provider, vendor) -> {
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                for (Behaviour answer : answers) {
                    int before = vendor.requests(sendsBy());
                    vendor.script(answer);
                    sendMethod.attempt(provider, request().build(), scope());

                    assertThat(vendor.requests(sendsBy()) - before)
                            .as("%s: POSTs of one attempt with the response %s", sendMethod, answer)
                            .isEqualTo(1);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {408, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 526, 530, 598, 599})
    final void a_server_error_by_its_status_alone_is_no_certain_rejection(int status) {
        atVendor((provider, vendor) -> {
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                for (String body : List.of("", "{}", "null", errorBody(""))) {
                    vendor.script(Behaviour.answer(status, "application/json", body));
                    SendResult result = sendMethod.attempt(provider, request().build(), scope());
                    assertThat(result)
                            .as(
                                    "%s: a %s that says %s; the vendor may have answered it after taking the message",
                                    sendMethod, status, body)
                            .isInstanceOf(SendResult.Unknown.class);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "already exists",
                "message with this id already exists",
                "duplicate request",
                "idempotency key was used already",
                "conflict"
            })
    final void a_duplicate_is_no_certain_rejection(String text) {
        atVendor((provider, vendor) -> {
            vendor.script(Behaviour.answer(409, "application/json", errorBody(text)));
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                assertThat(sendMethod.attempt(provider, request().build(), scope()))
                        .as("%s: a 409 with the text '%s'; the accepted one may be this SMS", sendMethod, text)
                        .isNotInstanceOf(SendResult.Rejected.class)
                        .isNotNull();
            }
        });
    }

    @Test
    final void what_is_declared_is_there_and_asks_the_vendor() {
        atVendor((provider, vendor) -> {
            Set<Capability> declared = provider.capabilities();
            assertThat(declared.contains(Capability.LOOKUP)
                            || provider.duplicateProtection() != DuplicateProtection.LOOKUP)
                    .as("duplicateProtection() is LOOKUP, and capabilities() lacks it: nothing would be looked up")
                    .isTrue();
            vendor.script(accepted());
            for (Capability capability : NonSendingCalls.declaredBy(provider)) {
                int before = vendor.requests();
                MessageId id = id(provider);
                NonSendingCalls.call(provider, capability, id, request().build(), Deadline.after(PATIENCE));
                var requests = vendor.recorded().subList(before, vendor.requests());

                assertThat(requests).as("the requests of %s", capability).isNotEmpty();
                if (NonSendingCalls.isAboutMessage(capability)) {
                    assertThat(requests)
                            .as("%s names the message", capability)
                            .anyMatch(recordedRequest ->
                                    (recordedRequest.target() + recordedRequest.bodyUtf8()).contains(id.value()));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 502, 503})
    final void a_rejected_call_throws(int status) {
        atVendor((provider, vendor) -> {
            vendor.script(Behaviour.answer(status, "application/json", errorBody("no")));
            for (Capability capability : NonSendingCalls.declaredBy(provider)) {
                Optional<RuntimeException> thrown = NonSendingCalls.call(
                        provider, capability, id(provider), request().build(), Deadline.after(PATIENCE));
                boolean nothingThere = status == 404 && capability == Capability.LOOKUP;
                assertThat(nothingThere || thrown.isPresent())
                        .as("%s: whether it throws after the response %s", capability, status)
                        .isTrue();
                thrown.ifPresent(error -> assertThat(error)
                        .as("%s: what it throws after the response %s", capability, status)
                        .isInstanceOfAny(SmsException.class, HttpException.class));
            }
        });
    }

    @Test
    final void a_recipient_that_a_bulk_response_omits_is_not_accepted() {
        atVendor((provider, vendor) -> {
            if (!provider.capabilities().contains(Capability.BULK)) {
                return;
            }
            List<PhoneNumber> phoneNumbers =
                    SendMethod.BULK.recipients(provider, request().build());
            PhoneNumber leftOut = phoneNumbers.get(phoneNumbers.size() - 1);
            bulkAcceptedNaming(phoneNumbers.subList(0, phoneNumbers.size() - 1)).ifPresent(answer -> {
                vendor.script(answer, Behaviour.answer(404, "application/json", errorBody("not found")));
                SendResult read = SendMethod.BULK.attempt(provider, request().build(), scope());
                assertThat(read instanceof SendResult.Unknown || isLeftOpen(read, leftOut))
                        .as("whether a number that the vendor didn't name is unknown, in %s", read)
                        .isTrue();
            });
        });
    }

    @Test
    final void one_rejected_recipient_of_a_bulk_send_rejects_no_other() {
        atVendor((provider, vendor) -> {
            if (!provider.capabilities().contains(Capability.BULK)) {
                return;
            }
            List<PhoneNumber> phoneNumbers =
                    SendMethod.BULK.recipients(provider, request().build());
            PhoneNumber refused = phoneNumbers.get(phoneNumbers.size() - 1);
            bulkAcceptedRejecting(phoneNumbers.subList(0, phoneNumbers.size() - 1), refused)
                    .ifPresent(answer -> {
                        vendor.script(answer);
                        SendResult read =
                                SendMethod.BULK.attempt(provider, request().build(), scope());
                        assertThat(read)
                                .as("a response that accepts all but one of %s numbers", phoneNumbers.size())
                                .isInstanceOf(SendResult.Accepted.class);
                        List<RecipientStatus> recipients = ((SendResult.Accepted) Objects.requireNonNull(read))
                                .message()
                                .recipients();
                        assertThat(recipients)
                                .as("the status of each recipient")
                                .hasSameSizeAs(phoneNumbers);
                        assertThat(recipients)
                                .as("the failed recipients, in %s", recipients)
                                .filteredOn(recipient -> recipient.status().isFailure())
                                .extracting(RecipientStatus::to)
                                .containsExactly(Optional.of(refused));
                    });
        });
    }

    private static boolean isLeftOpen(@Nullable SendResult read, PhoneNumber leftOut) {
        return read instanceof SendResult.Accepted accepted
                && accepted.message().recipients().stream()
                        .filter(recipient -> recipient.to().equals(Optional.of(leftOut)))
                        .anyMatch(recipient -> recipient.status() == Status.UNKNOWN
                                && recipient.failure().isPresent());
    }

    @Test
    final void a_closed_provider_holds_no_connection() {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(accepted());
            SmsProvider provider = provider(vendor.url().toString(), secret(), HttpOptions.defaults())
                    .provider();
            SendMethod.SINGLE.attempt(provider, request().build(), scope());
            provider.close();

            vendor.awaitNoConnection(SOONER_THAN_IDLE);
        }
    }

    private MessageId id(SmsProvider provider) {
        return new MessageId(provider.name(), knownId());
    }

    private static AttemptContext scope() {
        return new AttemptContext(Deadline.after(PATIENCE));
    }

    /** A check of a provider with its vendor. */
    interface Check {
        void run(SmsProvider provider, SocketHarness vendor);
    }

    final void atVendor(Check check) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsProvider provider =
                        Objects.requireNonNull(provider(vendor.url().toString(), secret(), HttpOptions.defaults())
                                .provider())) {
            check.run(provider, vendor);
        }
    }
}
