package io.heliograph.testkit;

import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Mistakes in how a provider reads rejections, each found by its contract method. */
class PlantedRejectionMistakeTest {
    /** Names other recipients than the vendor does. */
    private static Planted.Making naming(Function<List<PhoneNumber>, List<PhoneNumber>> names) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            List<PhoneNumber> named(HttpResponse response, List<PhoneNumber> recipients) {
                return names.apply(recipients);
            }
        };
    }

    @Test
    void the_recipients_that_the_vendor_names_ignored() {
        PlantedInFull.assertBreaks(
                naming(recipients -> List.of()),
                BulkRejectionContract::a_bulk_call_that_is_rejected_for_one_recipient_is_made_again_for_the_others);
    }

    @Test
    void another_recipient_named() {
        PlantedInFull.assertBreaks(
                naming(recipients -> recipients.subList(0, 1)),
                BulkRejectionContract::a_bulk_call_that_is_rejected_for_one_recipient_is_made_again_for_the_others);
    }

    /** Reads each rejection as this. */
    private static Planted.Making refusing(Failure failure) {
        return (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            SendResult refused(HttpResponse response, SendRequest request) {
                return new SendResult.Rejected(failure);
            }
        };
    }

    @Test
    void a_limit_of_one_recipient_read_as_the_accounts() {
        Failure ofAccount = Failure.builder(ErrorType.RATE_LIMITED, "too many")
                .retryAfter(Duration.ofHours(1))
                .build();

        PlantedInFull.assertBreaks(
                refusing(ofAccount),
                contract -> run(contract.a_limit_of_one_leaves_the_provider_in_use_for_all_others()));
    }

    private static void run(Stream<DynamicTest> tests) {
        List<DynamicTest> all = tests.toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("no limits");
        }
        for (DynamicTest test : all) {
            try {
                test.getExecutable().execute();
            } catch (AssertionError e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void a_free_text_in_place_of_the_code() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    SendResult refused(HttpResponse response, SendRequest request) {
                        return new SendResult.Rejected(Failure.builder(ErrorType.OTHER, "no")
                                .code(response.body().contains("482910") ? "482910" : null)
                                .build());
                    }
                },
                ProviderContract::a_code_that_is_no_short_word_or_repeats_the_request_is_dropped);
    }
}
