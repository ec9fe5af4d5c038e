package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

/** The other tests rely on the validator: this is what it must detect. */
class DocumentTest {
    private static final Document WAVIX = Document.wavix();
    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));
    private static final Map<String, List<String>> HEADERS =
            Map.of("Content-Type", List.of("application/json"), "Authorization", List.of("Bearer key"));
    private static final String BODY = """
            {"from":"Wavix","to":"+447537151866","message_body":{"text":"Hi","media":null}}""";

    @Test
    void a_good_request_has_nothing_against_it() {
        against("POST", "/v3/messages", HEADERS, BODY).isEmpty();
        against("GET", "/v3/messages?type=outbound&status=dlr_expired", HEADERS, "")
                .isEmpty();
    }

    @Test
    void an_unknown_field_is_seen() {
        against("POST", "/v3/messages", HEADERS, BODY.replace("{\"from\"", "{\"key\":1,\"from\""))
                .singleElement()
                .asString()
                .contains("not allowed by the schema: [\"key\"]");
    }

    @Test
    void a_missing_field_is_seen() {
        against("POST", "/v3/messages", HEADERS, BODY.replace(",\"media\":null", ""))
                .singleElement()
                .asString()
                .contains("missing required properties ([\"media\"])");
    }

    @Test
    void a_null_is_seen_where_only_a_text_may_be() {
        against("POST", "/v3/messages", HEADERS, BODY.replace("\"Hi\"", "null"))
                .singleElement()
                .asString()
                .contains("[Path '/message_body/text']");
    }

    @Test
    void a_missing_credential_is_seen() {
        against("POST", "/v3/messages", JSON, BODY).singleElement().asString().contains("security");
    }

    @Test
    void another_content_type_is_seen() {
        Map<String, List<String>> text =
                Map.of("Content-Type", List.of("text/plain"), "Authorization", List.of("Bearer key"));
        against("POST", "/v3/messages", text, BODY).singleElement().asString().contains("contentType");
    }

    @Test
    void query_parameters_are_seen_where_they_are_missing_unknown_or_not_in_the_list() {
        against("GET", "/v3/messages", HEADERS, "").singleElement().asString().contains("'type' is required");
        against("GET", "/v3/messages?type=outbound&typo=1", HEADERS, "")
                .singleElement()
                .asString()
                .contains("'typo' is unexpected");
        against("GET", "/v3/messages?type=outbound&message_type=fax", HEADERS, "")
                .singleElement()
                .asString()
                .contains("\"fax\"");
        against("GET", "/v3/messages?type=outbound&status=lost", HEADERS, "")
                .singleElement()
                .asString()
                .contains("\"lost\"");
    }

    @Test
    void another_path_and_another_method_are_seen() {
        against("GET", "/v3/massages", HEADERS, "").singleElement().asString().contains("No API path");
        against("PUT", "/v3/messages", HEADERS, "").singleElement().asString().contains("not allowed");
    }

    @Test
    void a_path_without_parameters_goes_before_one_with() {
        assertThat(WAVIX.operation("GET", "/v3/messages/all")).isEqualTo("GET /v3/messages/all");
        assertThat(WAVIX.operation("GET", "/v3/messages/1")).isEqualTo("GET /v3/messages/{id}");
        assertThat(WAVIX.operation("GET", "/v3/nothing")).isEqualTo("GET /v3/nothing");
    }

    @Test
    void the_documents_have_all_their_operations() {
        assertThat(WAVIX.operations()).hasSize(122);
        assertThat(Document.androidServer().operations()).hasSize(22);
        assertThat(Document.androidApp().operations()).hasSize(22);
    }

    @Test
    void a_gap_covers_its_own_finding_only_and_shows_when_it_covers_none() {
        Finding finding = new Finding("GET /a", "a call", "key: words of the validator");
        Gap gap = new Gap("GET /a", "of the", "why");
        Gap other = new Gap("GET /b", "of the", "why");

        assertThat(Gap.unexplained(List.of(finding), List.of(gap))).isEmpty();
        assertThat(Gap.unexplained(List.of(finding), List.of(other))).containsExactly(finding);
        assertThat(Gap.unneeded(List.of(finding), List.of(gap, other))).containsExactly(other);
    }

    private static ListAssert<Finding> against(
            String method, String url, Map<String, List<String>> headers, String body) {
        return assertThat(WAVIX.findings(new Exchange(method, URI.create(url), headers, body), "a request"));
    }
}
