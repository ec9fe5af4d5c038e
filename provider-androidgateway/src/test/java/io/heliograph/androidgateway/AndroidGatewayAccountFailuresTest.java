package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RejectedException;
import io.heliograph.error.SmsException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Failed queries and changes. */
class AndroidGatewayAccountFailuresTest {
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-01-01T23:59:59Z");

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private final AndroidGateway gateway = VENDOR.door().build();
    private final AndroidGatewayAccount account = gateway.account();

    @AfterEach
    void close() {
        gateway.provider().close();
    }

    /** Named operations, so that a test failure shows which one. */
    enum Question implements Consumer<AndroidGatewayAccount> {
        DEVICES {
            @Override
            public void accept(AndroidGatewayAccount account) {
                account.devices();
            }
        },
        WEBHOOKS {
            @Override
            public void accept(AndroidGatewayAccount account) {
                account.webhooks();
            }
        },
        LOGS {
            @Override
            public void accept(AndroidGatewayAccount account) {
                account.logs(FROM, TO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void a_list_that_cannot_be_read_is_not_taken_for_none(Question question) {
        for (String body : new String[] {"", "{}", "null", "[{\"id\":", "<html>"}) {
            VENDOR.says(200, body);
            assertThatThrownBy(() -> question.accept(account))
                    .as(body)
                    .isInstanceOf(ProviderUnavailableException.class);
        }
        VENDOR.says(200, "[null,{},{\"id\":{},\"new\":1}]");
        assertThatCode(() -> question.accept(account)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void a_question_that_is_refused_says_why(Question question) {
        VENDOR.says(401, fixture("error-401.reply.json"));
        assertThatThrownBy(() -> question.accept(account)).isInstanceOf(CredentialsException.class);
        VENDOR.says(403, error("scope required: x"));
        assertThatThrownBy(() -> question.accept(account)).isInstanceOf(CredentialsException.class);
        VENDOR.says(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThatThrownBy(() -> question.accept(account))
                .isInstanceOfSatisfying(
                        ProviderUnavailableException.class,
                        e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void what_the_gateway_does_not_offer_is_refused_in_its_words_and_without_a_code() {
        VENDOR.says(501, error("not implemented"));
        SmsException failure = catchThrowableOfType(SmsException.class, account::settings);
        assertThat(failure.failure()).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo("the gateway doesn't offer this");
            assertThat(rejection.code()).isEmpty();
            assertThat(rejection.vendorText()).contains("not implemented");
        });
    }

    static List<Consumer<AndroidGatewayAccount>> changes() {
        return List.of(
                it -> it.deleteDevice("x"),
                it -> it.deleteWebhook("x"),
                it -> it.putWebhook(GatewayWebhook.on("sms:sent", "https://example.com/")),
                it -> it.changeSettings(GatewaySettings.change()
                        .set(GatewaySetting.LIMIT_VALUE, 1)
                        .build()),
                it -> it.refreshInbox(InboxRefresh.between(FROM, TO).build()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_without_an_answer_may_have_been_made_and_is_not_repeated(Consumer<AndroidGatewayAccount> change) {
        VENDOR.says(aResponse().withFault(Fault.EMPTY_RESPONSE));
        unsure(change);
        assertThat(VENDOR.requests()).hasSize(1);
        VENDOR.says(502, "<html>502</html>");
        unsure(change);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_that_is_refused_was_not_made_and_shows_the_vendors_words(Consumer<AndroidGatewayAccount> change) {
        VENDOR.says(400, error("failed to validate: https://example.com/canary is no url"));
        assertThatThrownBy(() -> change.accept(account))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("failed to validate: … is no")
                .hasMessageNotContaining("canary");
        VENDOR.says(403, error("scope required: x"));
        assertThatThrownBy(() -> change.accept(account)).isInstanceOf(CredentialsException.class);
    }

    private void unsure(Consumer<AndroidGatewayAccount> change) {
        SmsException failure = catchThrowableOfType(SmsException.class, () -> change.accept(account));
        assertThat(failure).isNotNull().hasMessageContaining("may have been made or not");
        assertThat(failure.retryable()).isFalse();
    }
}
