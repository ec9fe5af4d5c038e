package io.heliograph.testkit;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in how a provider sends, each found by its contract method. */
class PlantedSendingMistakeTest {
    private static AttemptContext another() {
        return new AttemptContext(Deadline.after(Duration.ofSeconds(20)));
    }

    /** A send with a context of its own. */
    private static final class OwnScope extends FullProvider {
        private final boolean keepsDeadline;

        OwnScope(String baseUrl, String secret, HttpOptions options, boolean keepsDeadline) {
            super(baseUrl, secret, options);
            this.keepsDeadline = keepsDeadline;
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            return super.send(request, keepsDeadline ? new AttemptContext(context.deadline()) : another());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_scope_ignored(boolean keepsDeadline) {
        Planted.Making mistake = (url, secret, options) -> new OwnScope(url, secret, options, keepsDeadline);

        PlantedInFull.assertBreaks(mistake, ScopeContract::the_attempt_context_knows_of_the_response);
        PlantedInFull.assertBreaks(mistake, ScopeContract::the_attempt_context_knows_of_a_lost_response);
    }

    @Test
    void the_scopes_deadline_ignored() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new OwnScope(url, secret, options, false),
                ScopeContract::nothing_is_asked_after_the_deadline);
    }

    @Test
    void the_scope_ignored_in_a_bulk_send_alone() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public SendResult sendBulk(
                            SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
                        return super.sendBulk(content, recipients, recipients.size() > 1 ? another() : context);
                    }
                },
                ScopeContract::the_attempt_context_knows_of_the_response);
    }

    /** Repeats the send after such a response. */
    private static final class Again extends FullProvider {
        private final String words;
        private final boolean withItsScope;

        Again(String baseUrl, String secret, HttpOptions options, String words, boolean withItsScope) {
            super(baseUrl, secret, options);
            this.words = words;
            this.withItsScope = withItsScope;
        }

        @Override
        public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
            HttpResponse response = submit(content, recipients, context);
            boolean again = ("HTTP " + response.status() + response.body()).contains(words);
            return read(
                    again ? submit(content, recipients, withItsScope ? context : another()) : response,
                    content,
                    recipients);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 502, 503})
    void a_retry_on_one_status(int status) {
        for (boolean withItsScope : new boolean[] {true, false}) {
            PlantedInFull.assertBreaks(
                    (url, secret, options) -> new Again(url, secret, options, "HTTP " + status, withItsScope),
                    contract -> contract.an_attempt_is_one_post_whatever_the_status(status));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"BUSY\"", "no credit", "\"failed\""})
    void a_retry_on_one_code_or_text_of_the_vendors(String words) {
        for (boolean withItsScope : new boolean[] {true, false}) {
            PlantedInFull.assertBreaks(
                    (url, secret, options) -> new Again(url, secret, options, words, withItsScope),
                    ScopeContract::an_attempt_is_one_post_whatever_row_of_the_table_it_meets);
        }
    }

    @Test
    void a_retry_after_a_lost_answer() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public SendResult sendBulk(
                            SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
                        try {
                            return super.sendBulk(content, recipients, context);
                        } catch (HttpException lost) {
                            return super.sendBulk(content, recipients, another());
                        }
                    }
                },
                ScopeContract::the_attempt_context_knows_of_a_lost_response);
    }

    /** Treats one status as a certain rejection. */
    private static Planted.Making refusing(int status) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            SendResult read(HttpResponse response, SendRequest request, List<PhoneNumber> recipients) {
                return response.status() == status
                        ? new SendResult.Rejected(Failure.of(ErrorType.OTHER, "a mistake"))
                        : super.read(response, request, recipients);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 520})
    void a_server_error_read_as_a_certain_rejection_by_its_status(int status) {
        PlantedInFull.assertBreaks(
                refusing(status),
                contract -> contract.a_server_error_by_its_status_alone_is_no_certain_rejection(status));
    }

    @Test
    void a_502_read_as_a_certain_rejection_in_the_matrix() {
        PlantedInFull.assertBreaks(
                refusing(502),
                contract -> contract.one_send_is_one_post_and_its_outcome_is_true(TransportFault.BAD_GATEWAY));
    }

    @Test
    void a_duplicate_read_as_a_certain_rejection() {
        PlantedInFull.assertBreaks(
                refusing(409), contract -> contract.a_duplicate_is_no_certain_rejection("already exists"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"TAG", "VALIDITY", "CALLBACK_URL", "SCHEDULE", "MEDIA"})
    void an_option_declared_and_not_sent(Capability option) {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    void writeOptions(JsonWriter json, SendRequest request) throws IOException {
                        super.writeOptions(json, with(option, request, false));
                    }
                },
                contract -> contract.a_declared_option_is_in_the_request(option));
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"TAG", "VALIDITY", "CALLBACK_URL", "SCHEDULE", "MEDIA"})
    void an_option_sent_with_a_value_of_the_providers_own(Capability option) {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    void writeOptions(JsonWriter json, SendRequest request) throws IOException {
                        super.writeOptions(json, with(option, request, true));
                    }
                },
                contract -> contract.a_declared_option_is_in_the_request(option));
    }

    /** The request without the option, or with a fixed value. */
    private static SendRequest with(Capability option, SendRequest request, boolean always) {
        SendRequest.Builder bare =
                SendRequest.to(request.to()).text(request.text()).idempotencyKey(request.key());
        if (always && isThere(option, request)) {
            switch (option) {
                case TAG -> bare.tag("spring");
                case VALIDITY -> bare.validity(Duration.ofHours(6));
                case CALLBACK_URL -> bare.callbackUrl("https://example.com/nothing");
                case SCHEDULE -> bare.sendAt(Instant.parse("2031-01-01T00:00:00Z"));
                case MEDIA -> bare.media("https://example.com/nothing.jpg");
                default -> throw new IllegalArgumentException(option.toString());
            }
        }
        return bare.build();
    }

    private static boolean isThere(Capability option, SendRequest request) {
        return switch (option) {
            case TAG -> request.tag().isPresent();
            case VALIDITY -> request.validity().isPresent();
            case CALLBACK_URL -> request.callbackUrl().isPresent();
            case SCHEDULE -> request.sendAt().isPresent();
            case MEDIA -> !request.media().isEmpty();
            default -> false;
        };
    }

    /** Two concurrent calls share a field, so that one reads what the other has written. */
    private static final class KeptInAField extends FullProvider {
        private final CyclicBarrier both = new CyclicBarrier(2);
        private volatile SendRequest current =
                SendRequest.to("+447537151866").text("none").build();

        KeptInAField(String baseUrl, String secret, HttpOptions options) {
            super(baseUrl, secret, options);
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            current = request;
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return super.sendBulk(current, List.of(request.to()), context);
        }
    }

    @Test
    void the_request_kept_in_a_field() {
        PlantedInFull.assertBreaks(KeptInAField::new, RequestContract::sends_at_the_same_time_are_not_mixed);
    }

    /** Writes the idempotency key incorrectly. */
    private static Planted.Making keyed(Function<SendRequest, String> key) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            void writeKey(JsonWriter json, SendRequest request) throws IOException {
                json.name("key").value(key.apply(request));
            }
        };
    }

    @Test
    void a_key_that_differs_at_each_attempt() {
        PlantedInFull.assertBreaks(
                keyed(request -> request.key().value() + "-" + UUID.randomUUID()),
                RequestContract::the_same_key_goes_out_the_same_and_another_as_another);
    }

    @Test
    void a_key_that_is_cut() {
        PlantedInFull.assertBreaks(
                keyed(request -> request.key().value().replaceAll("-[0-9]$", "")),
                RequestContract::the_same_key_goes_out_the_same_and_another_as_another);
    }

    @Test
    void a_key_that_is_left_out() {
        PlantedInFull.assertBreaks(
                keyed(request -> null), RequestContract::the_same_key_goes_out_the_same_and_another_as_another);
        PlantedInFull.assertBreaks(
                keyed(request -> null),
                ProviderContract::a_provider_that_removes_duplicates_by_the_key_gets_the_key_beside_a_tag_too);
    }

    @Test
    void a_tag_in_the_keys_place() {
        PlantedInFull.assertBreaks(
                keyed(request -> request.tag().orElse(request.key().value())),
                ProviderContract::a_provider_that_removes_duplicates_by_the_key_gets_the_key_beside_a_tag_too);
    }

    @Test
    void a_partial_bulk_response_read_as_all_accepted() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    RecipientStatus recipient(HttpResponse response, MessageId id, PhoneNumber to) {
                        return new RecipientStatus(id, to, Status.QUEUED, null, null);
                    }
                },
                ScopeContract::a_recipient_that_a_bulk_response_omits_is_not_accepted);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_secret_printed(boolean toErr) {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public SendResult send(SendRequest request, AttemptContext context) {
                        (toErr ? System.err : System.out).println("sending with " + secret);
                        return super.send(request, context);
                    }
                },
                contract -> contract.no_secret_number_or_text_is_seen("accepted"));
    }

    @Test
    void a_bulk_capability_without_a_bulk_send() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public SendResult sendBulk(
                            SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
                        if (recipients.size() > 1) {
                            throw new UnsupportedOperationException("no bulk");
                        }
                        return super.sendBulk(content, recipients, context);
                    }
                },
                ScopeContract::the_attempt_context_knows_of_the_response);
    }
}
