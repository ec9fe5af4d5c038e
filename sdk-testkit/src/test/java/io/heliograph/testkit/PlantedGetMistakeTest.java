package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.VendorClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract is as strict with sends by GET as by POST. */
class PlantedGetMistakeTest {
    /** A correct provider that sends by GET; a subclass makes one mistake. */
    private static class GetProvider extends FullProvider {
        GetProvider(String baseUrl, String secret, HttpOptions options) {
            super(baseUrl, secret, options);
        }

        @Override
        HttpResponse submit(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
            String to = recipients.stream().map(PhoneNumber::digits).collect(Collectors.joining(" "));
            ResourcePath target = http.target("send")
                    .query("to", to)
                    .query("text", content.text())
                    .query("key", content.key().value());
            return sendBy(target, context);
        }

        HttpResponse sendBy(ResourcePath target, AttemptContext context) {
            return http.submit(VendorHttp.Method.GET, target, null, context);
        }
    }

    /** Sends by the call for queries, which repeats itself where a kept connection breaks. */
    private static final class SendsAsAQuery extends GetProvider {
        SendsAsAQuery(String baseUrl, String secret, HttpOptions options) {
            super(baseUrl, secret, options);
        }

        @Override
        HttpResponse sendBy(ResourcePath target, AttemptContext context) {
            return http.get(target, context.deadline());
        }
    }

    /** JUnit doesn't run it by itself. */
    private static final class Contract extends FullContract {
        private final Planted.Making making;

        Contract(Planted.Making making) {
            this.making = making;
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return making.create(baseUrl, secret, options);
        }

        @Override
        protected String sendsBy() {
            return "GET";
        }
    }

    private static void assertFinds(Planted.Making mistake, Consumer<ProviderContract> clause) {
        assertThatCode(() -> clause.accept(new Contract(GetProvider::new)))
                .as("the clause with the right provider")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> clause.accept(new Contract(mistake)))
                .as("the clause with the planted mistake")
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportFault.class,
            names = {"POOLED_CLOSED", "POOLED_RESET"})
    void a_send_that_is_repeated_where_a_kept_connection_breaks(TransportFault fault) {
        assertFinds(SendsAsAQuery::new, contract -> contract.one_send_is_one_post_and_its_outcome_is_true(fault));
    }

    @Test
    void a_send_that_the_context_knows_nothing_of() {
        assertFinds(SendsAsAQuery::new, ScopeContract::the_attempt_context_knows_of_a_lost_response);
    }
}
