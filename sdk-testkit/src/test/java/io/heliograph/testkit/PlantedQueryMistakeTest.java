package io.heliograph.testkit;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in queries about messages and accounts, each found by its contract method. */
class PlantedQueryMistakeTest {
    private static void assertFinds(QueryFault fault, Planted.Making mistake) {
        PlantedInFull.assertBreaks(
                mistake, contract -> contract.a_query_that_meets_a_fault_says_so_and_is_not_repeated_blindly(fault));
    }

    /** How a mistaken provider reads the response to {@code status}. */
    @FunctionalInterface
    private interface Reading {
        Message read(HttpResponse response, MessageId id);
    }

    private static Planted.Making reading(Reading reading) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message status(MessageId id, Deadline deadline) {
                return reading.read(http.get(http.target("send").child(id.value()), deadline), id);
            }
        };
    }

    private static Message message(MessageId id, Status status) {
        return Message.builder(id, status).build();
    }

    private static SmsException failure(ErrorType type) {
        return SmsException.of(Failure.of(type, "a mistake"), List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = QueryFault.class,
            names = {
                "SERVER_ERROR",
                "BAD_GATEWAY",
                "REQUEST_TIMEOUT",
                "TOO_MANY",
                "UNAUTHORIZED",
                "FORBIDDEN",
                "NO_SUCH_PLACE",
                "REDIRECTED",
                "SEE_OTHER"
            })
    void a_status_that_takes_every_response_for_one_about_the_message(QueryFault fault) {
        assertFinds(fault, reading((response, id) -> message(id, Status.UNKNOWN)));
    }

    @ParameterizedTest
    @EnumSource(
            value = QueryFault.class,
            names = {"CUT", "HTML", "EMPTY", "NOT_JSON", "NOTHING_IN_IT", "HUGE", "BODY_OF_204"})
    void a_status_that_takes_every_2xx_for_a_delivery(QueryFault fault) {
        assertFinds(fault, reading((response, id) -> message(id, Status.DELIVERED)));
    }

    @Test
    void a_status_that_takes_what_it_cannot_read_for_not_found() {
        assertFinds(QueryFault.HTML, reading((response, id) -> {
            throw new io.heliograph.error.MessageNotFoundException(id);
        }));
    }

    @Test
    void a_status_that_fails_over_what_it_cannot_read() {
        assertFinds(QueryFault.EMPTY, reading((response, id) -> message(id, Status.valueOf(response.body()))));
    }

    @Test
    void a_redirect_taken_for_a_message_that_is_not_there() {
        assertFinds(QueryFault.REDIRECTED, reading((response, id) -> {
            throw failure(ErrorType.OTHER);
        }));
    }

    @Test
    void a_limit_without_the_vendors_wait() {
        assertFinds(QueryFault.TOO_MANY, reading((response, id) -> {
            throw failure(ErrorType.RATE_LIMITED);
        }));
    }

    @Test
    void a_status_that_is_asked_again_after_an_error() {
        assertFinds(QueryFault.UNAVAILABLE_RETRY_NOW, (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message status(MessageId id, Deadline deadline) {
                http.get(http.target("send").child(id.value()), deadline);
                return super.status(id, deadline);
            }
        });
    }

    /** Repeats a cancellation without a response. */
    private static final class CancelsAgain extends FullProvider {
        CancelsAgain(String baseUrl, String secret, HttpOptions options) {
            super(baseUrl, secret, options);
        }

        @Override
        public Message cancel(MessageId id, Deadline deadline) {
            try {
                return super.cancel(id, deadline);
            } catch (HttpException lost) {
                return super.cancel(id, deadline);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = QueryFault.class,
            names = {"CLOSED", "RESET", "POOLED_CLOSED", "POOLED_RESET", "GARBAGE"})
    void a_cancel_that_is_repeated_after_a_lost_answer(QueryFault fault) {
        assertFinds(fault, CancelsAgain::new);
    }

    @Test
    void a_cancel_as_a_read_which_is_repeated_where_a_kept_connection_breaks() {
        assertFinds(QueryFault.POOLED_CLOSED, (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message cancel(MessageId id, Deadline deadline) {
                return cancelled(http.get(http.target("send").child(id.value()), deadline), id);
            }
        });
    }

    @Test
    void a_lost_answer_to_a_cancel_taken_for_done() {
        assertFinds(QueryFault.CLOSED, (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message cancel(MessageId id, Deadline deadline) {
                try {
                    return super.cancel(id, deadline);
                } catch (HttpException lost) {
                    return message(id, Status.CANCELLED);
                }
            }
        });
    }

    @Test
    void a_page_taken_for_a_cancel_that_is_done() {
        assertFinds(QueryFault.HTML, (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message cancel(MessageId id, Deadline deadline) {
                http.call(VendorHttp.Method.DELETE, http.target("send").child(id.value()), null, deadline);
                return message(id, Status.CANCELLED);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = QueryFault.class,
            names = {"CUT", "HTML", "EMPTY", "NOTHING_IN_IT"})
    void a_balance_of_nothing_where_no_amount_came(QueryFault fault) {
        assertFinds(fault, (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public List<Balance> balance(Deadline deadline) {
                get("balance", deadline);
                return List.of(new Balance(BigDecimal.ZERO, "USD"));
            }
        });
    }

    /** Writes the id into the path unescaped. */
    private static Planted.Making pathOf(java.util.function.UnaryOperator<String> written) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message status(MessageId id, Deadline deadline) {
                http.get(http.target(written.apply(id.value()).split("/", -1)), deadline);
                return message(id, Status.UNKNOWN);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/b", " "})
    void an_id_that_climbs_out_of_the_path(String id) {
        PlantedInFull.assertBreaks(
                pathOf(value -> "send/" + value),
                contract -> contract.an_id_that_could_leave_its_path_segment_is_rejected_before_any_request(id));
    }

    @Test
    void an_id_that_is_cut_on_its_way() {
        PlantedInFull.assertBreaks(
                pathOf(value -> "send/" + value.replaceAll("[?#].*", "")),
                StatusContract::any_other_id_is_opaque_and_stays_one_value);
    }

    /** A vendor whose paths end with the id and an ending; the provider escapes the id. */
    private static FullProvider withEnding(String url, String secret, HttpOptions options) {
        return new FullProvider(url, secret, options) {
            @Override
            public Message status(MessageId id, Deadline deadline) {
                http.get(http.target("send").child(id.value() + ".json"), deadline);
                return message(id, Status.UNKNOWN);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "/"})
    void an_id_before_an_ending_that_climbs_out_of_the_path(String id) {
        PlantedInFull.assertBreaks(
                PlantedQueryMistakeTest::withEnding,
                pathOf(value -> "send/" + value + ".json"),
                contract -> contract.an_id_that_could_leave_its_path_segment_is_rejected_before_any_request(id));
    }

    @Test
    void an_id_before_an_ending_that_is_cut_on_its_way() {
        PlantedInFull.assertBreaks(
                PlantedQueryMistakeTest::withEnding,
                pathOf(value -> "send/" + value.replaceAll("[?#].*", "") + ".json"),
                StatusContract::any_other_id_is_opaque_and_stays_one_value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", " "})
    void an_id_that_is_no_segment_by_itself_may_stand_before_an_ending(String id) {
        PlantedInFull.assertBreaks(
                PlantedQueryMistakeTest::withEnding,
                pathOf(value -> "send/" + value.replaceAll("[. ]", "") + ".json"),
                contract -> contract.an_id_that_could_leave_its_path_segment_is_rejected_before_any_request(id));
    }

    @Test
    void a_message_that_is_not_there_taken_for_a_wrong_base_url() {
        PlantedInFull.assertBreaks(
                reading((response, id) -> {
                    if (!response.is2xx()) {
                        throw FullProvider.TABLE.exception(response, null, response.body());
                    }
                    return message(id, Status.UNKNOWN);
                }),
                StatusContract::a_message_that_the_vendor_does_not_know_is_not_found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"id\":"})
    void an_unreadable_response_read_as_a_failure(String body) {
        PlantedInFull.assertBreaks(
                reading((response, id) -> message(id, Status.FAILED)),
                contract -> contract.an_answer_that_cannot_be_read_keeps_the_id_and_claims_nothing(body));
    }
}
