package io.heliograph.testkit;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.SendResult;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mistakes in requests, in exposed values, and in responses about several recipients, each found by its contract
 * method.
 */
class PlantedContentMistakeTest {
    /** Writes an additional field. */
    private static Planted.Making writing(UnaryOperator<String> more) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            void writeOptions(JsonWriter json, SendRequest request) throws IOException {
                super.writeOptions(json, request);
                json.name("more").value(more.apply(request.text()));
            }
        };
    }

    @Test
    void a_text_that_goes_out_twice() {
        PlantedInFull.assertBreaks(writing(text -> text), ProviderContract::a_text_goes_out_once);
        PlantedInFull.assertBreaks(writing(text -> "again: " + text), ProviderContract::a_text_goes_out_once);
    }

    /** Sends another text than the requested one. */
    private static Planted.Making sending(UnaryOperator<String> text) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public SendResult send(SendRequest request, AttemptContext context) {
                SendRequest.Builder other = SendRequest.to(request.to())
                        .text(text.apply(request.text()))
                        .idempotencyKey(request.key());
                request.from().ifPresent(other::from);
                return super.send(other.build(), context);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {" blanks around ", "line one\nline two\r\nline three\ttab", "C:\\temp\\new \\u0041 \\\""})
    void a_text_that_is_tidied(String text) {
        PlantedInFull.assertBreaks(
                sending(given -> given.strip().replace("\n", " ").replace("\\", "/")),
                contract -> contract.a_text_arrives_intact(text));
    }

    @Test
    void a_missing_sender_that_is_left_to_the_vendor() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public List<Violation> validate(SendRequest request) {
                        return List.of();
                    }
                },
                ProviderContract::a_request_without_any_sender_is_refused_and_says_where_to_set_one);
    }

    /** Sends a credential that its redactor doesn't know. */
    private static final class UntoldRedactor extends FullProvider {
        private final VendorHttp untold;

        UntoldRedactor(String baseUrl, String secret, HttpOptions options) {
            super(baseUrl, secret, options);
            untold = VendorHttp.to(Endpoint.of(baseUrl, false), options).withHeader("X-Api-Key", secret);
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            HttpResponse response =
                    untold.submit(untold.target("send"), json -> json.value(request.text() + request.to()), context);
            return read(response, request, List.of(request.to()));
        }

        @Override
        public void close() {
            untold.close();
            super.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "422", "failed"})
    void a_secret_that_the_redactor_does_not_know(String ending) {
        PlantedInFull.assertBreaks(UntoldRedactor::new, contract -> contract.no_secret_number_or_text_is_seen(ending));
    }

    /** Exposes the vendor's text in such responses. */
    private static Planted.Making showing(String ending) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            SendResult read(HttpResponse response, SendRequest request, List<PhoneNumber> recipients) {
                SendResult right = super.read(response, request, recipients);
                if (!response.is2xx() || !response.body().contains("okapistripe")) {
                    return right;
                }
                return ending.equals("failed")
                        ? new SendResult.Rejected(Failure.of(ErrorType.OTHER, response.body()))
                        : new SendResult.Unknown(response.body());
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "failed"})
    void the_words_of_a_refusal_inside_a_200_that_are_shown(String ending) {
        PlantedInFull.assertBreaks(showing(ending), contract -> contract.no_secret_number_or_text_is_seen(ending));
    }

    @Test
    void one_rejected_segment_that_makes_the_whole_rejected() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    boolean failed(HttpResponse response) {
                        return response.body().contains("\"failed\"");
                    }
                },
                AnswerContract::one_rejected_segment_does_not_make_the_whole_rejected);
    }

    /** Takes the rejection of one recipient for that of all. */
    private static final class AllRefused extends FullProvider {
        AllRefused(String baseUrl, String secret, HttpOptions options) {
            super(baseUrl, secret, options);
        }

        @Override
        SendResult read(HttpResponse response, SendRequest request, List<PhoneNumber> recipients) {
            return response.body().contains("\"refused\"")
                    ? new SendResult.Rejected(Failure.of(ErrorType.INVALID_RECIPIENT, "a mistake"))
                    : super.read(response, request, recipients);
        }
    }

    @Test
    void one_rejected_number_that_makes_all_rejected() {
        PlantedInFull.assertBreaks(
                AllRefused::new, ScopeContract::one_rejected_recipient_of_a_bulk_send_rejects_no_other);
    }

    @Test
    void a_2xx_of_another_number_without_its_id() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    SendResult read(HttpResponse response, SendRequest request, List<PhoneNumber> recipients) {
                        return response.status() == 206
                                ? new SendResult.Accepted(BareProvider.QUEUED)
                                : super.read(response, request, recipients);
                    }
                },
                contract -> contract.any_2xx_is_accepted_and_its_id_is_read(206));
    }
}
