package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static io.heliograph.testkit.VendorServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RejectedException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lookup of a message after the response to its send was lost. */
class AndroidGatewayLookupTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";
    private static final String LIST = "/3rdparty/v1/messages?includeContent=true&limit=100&offset=";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    /** A server caches a "not found" for an ID, and extends it at each request; it doesn't cache its list. */
    @Test
    void a_server_is_asked_for_its_list_and_never_for_the_id() {
        lists("1", fixture("status-delivered.reply.json"));

        Message message = lookup(request().build()).orElseThrow();

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.to()).contains(PhoneNumber.of("+79990001234"));
        assertThat(VENDOR.asked()).containsExactly("GET " + LIST + 0);
    }

    @Test
    void a_phone_that_is_asked_directly_caches_nothing_and_is_asked_for_the_id() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));
        assertThat(lookup(VENDOR.door().baseUrl(VENDOR.url()), request().build())
                        .orElseThrow()
                        .status())
                .isEqualTo(Status.DELIVERED);

        VENDOR.says(404, "");
        assertThat(lookup(VENDOR.door().baseUrl(VENDOR.url() + "/"), request().build()))
                .isEmpty();
        assertThat(VENDOR.asked()).containsOnly("GET /messages/" + ID);
    }

    @Test
    void a_hashed_message_is_found_with_its_number() {
        lists("1", fixture("status-hashed.reply.json"));

        assertThat(lookup(request().build()).orElseThrow().to()).contains(PhoneNumber.of("+79990001234"));
    }

    @Test
    void a_message_that_no_page_of_the_list_has_is_not_there() {
        lists("0");
        assertThat(lookup(request().build())).isEmpty();

        page(0, "3", other("a"), other("b"));
        page(2, "3", other("c"));
        assertThat(lookup(request().build())).isEmpty();
        assertThat(VENDOR.asked()).containsExactly("GET " + LIST + 0, "GET " + LIST + 0, "GET " + LIST + 2);
    }

    @Test
    void a_message_further_back_in_the_list_is_found() {
        page(0, "3", other("a"), other("b"));
        page(2, "3", fixture("status-delivered.reply.json"));

        assertThat(lookup(request().build())).isPresent();
    }

    /** A deletion moves other messages to pages that were read already. */
    @Test
    void a_list_that_shrinks_while_it_is_read_proves_nothing() {
        page(0, "4", other("a"), other("b"));
        page(2, "3", other("d"));

        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(SmsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, [null]",
        "1, '[{}]'",
        "1, '[{\"id\":\"a\"},null]'",
        "2, '[]'",
        "'', '[{\"id\":\"a\"}]'",
        "many, '[{\"id\":\"a\"}]'",
        "1, ''",
        "1, '{}'",
        "1, <html>",
        "1, '[{\"id\":'"
    })
    void a_list_that_cannot_be_read_as_a_whole_is_no_absence(String total, String body) {
        VENDOR.says(json(200, body).withHeader("X-Total-Count", total));

        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(SmsException.class);
    }

    @Test
    void a_list_that_is_too_long_proves_nothing_after_fifty_pages() {
        lists("1000000", other("a"));

        assertThatThrownBy(() -> lookup(request().build()))
                .isInstanceOf(SmsException.class)
                .hasMessageContaining("1000000");
        assertThat(VENDOR.requests()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({"404, '{\"message\":\"message not found\"}'", "404, ''", "404, Not Found", "501, ''", "500, ''"})
    void a_refusal_of_the_list_is_no_absence(int status, String body) {
        VENDOR.says(status, body);

        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(SmsException.class);
    }

    @Test
    void another_message_with_this_key_is_neither_found_nor_absent() {
        lists("1", fixture("status-delivered.reply.json"));

        assertThatThrownBy(() -> lookup(request().text("Another text").build()))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.errorType()).isEqualTo(ErrorType.DUPLICATE));
        assertThatThrownBy(() -> lookup(SendRequest.to("+79990001235")
                        .text("Hello World!")
                        .idempotencyKey(ID)
                        .build()))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"id\":"})
    void an_answer_of_a_phone_that_cannot_be_read_says_that_it_is_there(String body) {
        VENDOR.says(200, body);

        Message message =
                lookup(VENDOR.door().baseUrl(VENDOR.url()), request().build()).orElseThrow();

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_says_nothing_about_the_message_is_thrown() {
        VENDOR.says(500, error("failed to get message state"));
        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(ProviderUnavailableException.class);
        VENDOR.says(401, fixture("error-401.reply.json"));
        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(CredentialsException.class);
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(HttpException.class);
    }

    private static String other(String id) {
        return fixture("status-delivered.reply.json").replace("\"id\": \"" + ID, "\"id\": \"" + id);
    }

    private static void lists(String total, String... messages) {
        VENDOR.says(json(200, "[" + String.join(",", messages) + "]").withHeader("X-Total-Count", total));
    }

    private static void page(int offset, String total, String... messages) {
        VENDOR.on(get(urlEqualTo(LIST + offset))
                .willReturn(json(200, "[" + String.join(",", messages) + "]").withHeader("X-Total-Count", total)));
    }

    private static Optional<Message> lookup(SendRequest request) {
        return lookup(VENDOR.door(), request);
    }

    private static Optional<Message> lookup(AndroidGateway.Builder door, SendRequest request) {
        try (SmsProvider provider = door.build().provider()) {
            return provider.lookup(request, Deadline.after(Duration.ofSeconds(10)));
        }
    }
}
