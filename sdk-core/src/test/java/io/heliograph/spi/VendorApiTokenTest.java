package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.CredentialsException;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.VendorHttp.Method;
import io.heliograph.http.body.FormBody;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with a token: a 401 renews the token and repeats the call once; nothing else is repeated. */
class VendorApiTokenTest {
    private static final JsonBody BODY = json -> json.beginObject().endObject();

    private ScriptedVendor vendor;

    @BeforeEach
    void listen() throws IOException {
        vendor = new ScriptedVendor();
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private VendorApi api(TokenSource tokens) {
        VendorErrors errors = VendorErrors.builder("acme", ErrorTable.of()).build();
        return VendorApi.of(vendor.http(), errors).withTokens(tokens);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    /** Returns the first token, and after its rejection the second; null is none. */
    private record Tokens(@Nullable String first, @Nullable String second) implements TokenSource {
        @Override
        public @Nullable Secret access(Deadline deadline) {
            return first == null ? null : Secret.of("token", first);
        }

        @Override
        public @Nullable Secret accessAfter(Secret refused, Deadline deadline) {
            assertThat(refused.reveal()).isEqualTo(first);
            return second == null ? null : Secret.of("token", second);
        }

        @Override
        public List<String> sensitiveValues() {
            return List.of("user");
        }
    }

    @Test
    void a_401_to_a_form_gets_a_new_token_and_the_same_form() {
        vendor.then(401, "{}").then(201, "{}");
        VendorApi api = api(new Tokens("t-1", "t-2"));
        FormBody form = FormBody.builder().add("a", "b").build();

        api.submit(Method.PUT, api.target("m"), form, new AttemptContext(soon()));

        assertThat(vendor.requests()).containsExactly("PUT /m Bearer t-1 a=b", "PUT /m Bearer t-2 a=b");
    }

    @Test
    void a_401_to_a_send_gets_a_new_token_and_one_more_post() {
        vendor.then(401, "{}").then(201, "{}");
        VendorApi api = api(new Tokens("t-1", "t-2"));

        assertThat(api.submit(api.target("m"), BODY, new AttemptContext(soon())).status())
                .isEqualTo(201);
        assertThat(vendor.requests()).containsExactly("POST /m Bearer t-1 {}", "POST /m Bearer t-2 {}");
    }

    @Test
    void a_second_401_is_the_response_and_a_context_takes_no_third_post() {
        vendor.then(401, "{}").then(401, "{}");
        VendorApi api = api(new Tokens("t-1", "t-2"));
        AttemptContext context = new AttemptContext(soon());

        assertThat(api.submit(api.target("m"), BODY, context).status()).isEqualTo(401);
        assertThat(context.mayHaveBeenSent()).isFalse();
        assertThatThrownBy(() -> api.submit(api.target("m"), BODY, context)).isInstanceOf(IllegalStateException.class);
        assertThat(vendor.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 407, 408, 419, 429, 500, 502, 503, 504})
    void no_other_status_repeats_a_send(int status) {
        vendor.then(status, "{}");
        VendorApi api = api(new Tokens("t-1", "t-2"));

        assertThat(api.submit(api.target("m"), BODY, new AttemptContext(soon())).status())
                .isEqualTo(status);
        assertThat(vendor.requests()).containsExactly("POST /m Bearer t-1 {}");
    }

    @Test
    void queries_and_changes_get_a_new_token_too() {
        vendor.then(401, "{}").then(200, "{}").then(401, "{}").then(204, "");
        VendorApi api = api(new Tokens("t-1", "t-2"));

        assertThat(api.get(api.target("a")).status()).isEqualTo(200);
        assertThat(api.change(Method.DELETE, api.target("a"), null).status()).isEqualTo(204);
        assertThat(vendor.requests())
                .containsExactly(
                        "GET /a Bearer t-1", "GET /a Bearer t-2", "DELETE /a Bearer t-1", "DELETE /a Bearer t-2");
    }

    @Test
    void without_a_token_a_call_goes_out_as_it_is_and_a_401_is_its_response() {
        vendor.then(401, "{}");
        VendorApi api = api(new Tokens(null, "t-2"));

        assertThat(api.get(api.target("a"), soon()).status()).isEqualTo(401);
        assertThat(vendor.requests()).containsExactly("GET /a -");
    }

    @Test
    void a_source_that_has_no_second_token_lets_the_call_go_out_without_one() {
        vendor.then(401, "{}").then(200, "{}");
        VendorApi api = api(new Tokens("t-1", null));

        assertThat(api.get(api.target("a"), soon()).status()).isEqualTo(200);
        assertThat(vendor.requests()).containsExactly("GET /a Bearer t-1", "GET /a -");
    }

    @Test
    void a_rejected_login_is_thrown_and_nothing_is_sent() {
        TokenSource refusing = new TokenSource() {
            @Override
            public Secret access(Deadline deadline) {
                throw SmsException.of(Failure.of(ErrorType.AUTHENTICATION, "the login failed"), List.of());
            }

            @Override
            public Secret accessAfter(Secret refused, Deadline deadline) {
                return access(deadline);
            }
        };
        AttemptContext context = new AttemptContext(soon());
        VendorApi api = api(refusing);

        assertThatThrownBy(() -> api.submit(api.target("m"), BODY, context)).isInstanceOf(CredentialsException.class);
        assertThat(context.mayHaveBeenSent()).isFalse();
        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void one_bearer_token_is_never_renewed() {
        vendor.then(401, "{}");
        VendorApi api = api(new Tokens("t-1", "t-2")).withBearer(Secret.of("token", "t-9"));

        assertThat(api.get(api.target("a"), soon()).status()).isEqualTo(401);
        assertThat(vendor.requests()).containsExactly("GET /a Bearer t-9");
    }

    @Test
    void who_logs_in_is_as_sensitive_as_what_is_sent() {
        SendRequest request = SendRequest.to("+4930123456")
                .text("Hello")
                .callbackUrl("https://example.org/t0ken")
                .media("https://example.org/picture")
                .build();

        assertThat(api(new Tokens("t-1", "t-2")).sensitiveValues(request))
                .containsExactly(
                        "user", "Hello", "4930123456", "https://example.org/picture", "https://example.org/t0ken");
        assertThat(SendRequest.to("+4930123456")
                        .media("https://example.org/picture")
                        .build()
                        .sensitiveValues())
                .containsExactly("4930123456", "https://example.org/picture");
    }
}
