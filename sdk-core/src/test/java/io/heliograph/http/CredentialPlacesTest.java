package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.body.FormBody;
import io.heliograph.message.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials outside headers, and URLs that vendors supply. */
class CredentialPlacesTest {
    private static final Endpoint ENDPOINT =
            Endpoint.of("https://api.invalid/v1", false).hiding(Secret.of("api-secret", "hidden-words"));

    @Test
    void a_hidden_credential_is_no_header_and_is_quoted_nowhere() {
        assertThat(ENDPOINT.headers().toString()).doesNotContain("hidden-words");
        assertThat(ENDPOINT.redactor().quote("your Hidden-Words is wrong", List.of()))
                .isEqualTo("your … is wrong");
    }

    @Test
    void it_stays_hidden_beside_a_bearer_token() {
        Endpoint both = ENDPOINT.bearer(Secret.of("token", "another-one"));

        assertThat(both.redactor().quote("hidden-words another-one", List.of())).isEqualTo("… …");
    }

    @Test
    void a_target_shows_no_credential_of_its_path() {
        try (VendorHttp http = VendorHttp.to(ENDPOINT, HttpOptions.defaults())) {
            assertThat(http.target("bot-hidden-words", "sms")).hasToString("/v1/bot-…/sms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/elsewhere?Page=2&PageToken=a%2Fb, https://api.invalid/v1/list?Page=2&PageToken=a%2Fb",
        "/v2/list?Page=2#end, https://api.invalid/v1/list?Page=2",
        "?Page=2, https://api.invalid/v1/list?Page=2",
        "//evil.example/?Page=2?x=#y, https://api.invalid/v1/list?Page=2?x=",
        "https://evil.example/elsewhere, https://api.invalid/v1/list",
        "'', https://api.invalid/v1/list"
    })
    void of_a_vendors_uri_only_the_query_is_followed(String uri, String target) {
        try (VendorHttp http = VendorHttp.to(ENDPOINT, HttpOptions.defaults())) {
            assertThat(http.target("list")
                            .query("PageSize", "50")
                            .withQueryOf(uri)
                            .url()
                            .toString())
                    .isEqualTo(target);
        }
    }

    @Test
    void a_get_with_a_body_uses_nothing_up() {
        AttemptContext context = new AttemptContext(Deadline.after(Duration.ofSeconds(1)));
        try (VendorHttp http = VendorHttp.to(ENDPOINT, HttpOptions.defaults())) {
            FormBody form = FormBody.builder().add("to", "1").build();

            assertThatThrownBy(() -> http.submit(VendorHttp.Method.GET, http.target("sms"), form, context))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("query");
        }
        context.claim(); // throws if the context was used
    }
}
