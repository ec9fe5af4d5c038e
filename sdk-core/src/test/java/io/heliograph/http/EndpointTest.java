package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final Secret KEY = Secret.of("api-key", "s3cr3t");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com/",
                "https://api.example.com:8443/v1",
                "https://192.168.1.7/api",
                "https://8.8.8.8",
                "https://[2001:db8::1]/v1",
                "  https://api.example.com  ",
                "HTTPS://API.EXAMPLE.COM"
            })
    void https_is_taken_everywhere(String url) {
        assertThat(Endpoint.of(url, false).base().isHttps()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1:8080/api",
                "http://[::1]:8080",
                "http://sms.localhost",
                "http://LOCALHOST"
            })
    void plain_http_is_taken_on_loopback(String url) {
        assertThat(Endpoint.of(url, false).base().scheme()).isEqualTo("http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.7:8080/api",
                "http://10.1.2.3",
                "http://172.20.0.2",
                "http://100.64.0.1",
                "http://169.254.7.7",
                "http://[fd12:3456:789a::1]:8080",
                "http://[fe80::1]",
                "http://gateway",
                "http://phone.local"
            })
    void plain_http_on_a_private_network_is_taken_on_request_only(String url) {
        assertThat(Endpoint.of(url, true).base().scheme()).isEqualTo("http");
        assertThatThrownBy(() -> Endpoint.of(url, false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("allow-cleartext ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.com, true",
        "http://api.example.com, false",
        "http://8.8.8.8, true",
        "http://100.128.0.1, true",
        "http://172.32.0.1, true",
        "http://[2001:db8::1], true",
        "http://0.0.0.0, true",
        "http://134744072, true",
        "http://0x8080808, true",
        "http://010.010.010.010, true",
        "http://[::ffff:8.8.8.8], true",
        "http://10.0.0.1.example.com, true"
    })
    void plain_http_to_a_public_host_is_never_taken(String url, boolean allowCleartext) {
        assertThatThrownBy(() -> Endpoint.of(url, allowCleartext))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("base-url ")
                .hasMessageContaining("https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hunter2@api.example.com",
                "https://user:hunter2@api.example.com",
                "https://:hunter2@api.example.com",
                "https://api.example.com/v1?key=hunter2",
                "https://api.example.com/v1?",
                "https://api.example.com/v1#hunter2",
                "https://api.example.com/v1#"
            })
    void credentials_a_query_or_a_fragment_are_rejected_and_not_repeated(String url) {
        assertThatThrownBy(() -> Endpoint.of(url, true))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("base-url ")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "api.example.com",
                "/v1",
                "//api.example.com",
                "https://",
                "https:///",
                "ftp://api.example.com",
                "file:///etc/passwd",
                "https://exa mple.com",
                "https://api.example.com:99999",
                "https://[::1",
                "https://[hunter2]",
                "wss://api.example.com"
            })
    void garbage_is_rejected_and_not_repeated(String url) {
        assertThatThrownBy(() -> Endpoint.of(url, true))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("base-url ")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com/sms/send",
        "https://api.example.com/, https://api.example.com/sms/send",
        "https://api.example.com/v1, https://api.example.com/v1/sms/send",
        "https://api.example.com/v1/, https://api.example.com/v1/sms/send",
        "https://api.example.com/a%20b/v1, https://api.example.com/a%20b/v1/sms/send"
    })
    void a_slash_at_the_end_of_the_base_url_makes_no_difference(String base, String target) {
        try (VendorHttp http = VendorHttp.to(Endpoint.of(base, false), HttpOptions.defaults())) {
            assertThat(http.target("sms", "send").url()).hasToString(target);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com/v1",
        "https://api.example.com/v1/, https://api.example.com/v1"
    })
    void a_target_without_segments_is_the_base_itself(String base, String target) {
        try (VendorHttp http = VendorHttp.to(Endpoint.of(base, false), HttpOptions.defaults())) {
            assertThat(http.target().url()).hasToString(target);
        }
    }

    @Test
    void a_bearer_token_is_sent_as_it_is() {
        assertThat(Endpoint.of("https://api.example.com", false)
                        .bearer(KEY)
                        .headers()
                        .get("Authorization"))
                .isEqualTo("Bearer s3cr3t");
    }

    @Test
    void basic_credentials_are_sent_in_base64_of_utf8() {
        assertThat(Endpoint.of("https://api.example.com", false)
                        .basic("üser", KEY)
                        .headers()
                        .get("Authorization"))
                .isEqualTo("Basic w7xzZXI6czNjcjN0");
    }

    @Test
    void a_header_of_the_vendors_holds_the_credential() {
        assertThat(Endpoint.of("https://api.example.com", false)
                        .header("X-Api-Key", KEY)
                        .headers()
                        .get("x-api-key"))
                .isEqualTo("s3cr3t");
    }

    @Test
    void an_endpoint_with_credentials_is_a_new_one() {
        Endpoint bare = Endpoint.of("https://api.example.com", false);

        assertThat(bare.bearer(KEY).headers().names()).contains("Authorization");
        assertThat(bare.headers().names()).doesNotContain("Authorization");
    }

    @Test
    void to_string_shows_the_host_only() {
        assertThat(Endpoint.of("https://api.example.com:8443/tenant-7", false).bearer(KEY))
                .hasToString("api.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, false",
        "https://a.example/, false",
        "https://a.example//, false",
        "https://a.example/v1, true",
        "https://a.example/v1/, true"
    })
    void a_path_is_what_stands_behind_the_host(String url, boolean path) {
        assertThat(Endpoint.of(url, false).hasPath()).isEqualTo(path);
    }
}
