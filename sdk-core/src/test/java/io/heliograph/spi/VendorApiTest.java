package io.heliograph.spi;

import static io.heliograph.spi.ErrorRow.code;
import static io.heliograph.spi.ErrorRow.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.Replies;
import io.heliograph.http.VendorHttp.Method;
import io.heliograph.http.body.FormBody;
import io.heliograph.http.body.HttpBody;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of vendor-only operations and error responses; {@link VendorApiTokenTest} has the calls with a token. */
class VendorApiTest {
    private static final JsonBody BODY = json -> json.beginObject().endObject();
    private static final ErrorTable TABLE =
            ErrorTable.of(code("POOR").is(ErrorType.INSUFFICIENT_CREDIT).say("no credit"));
    private static final JsonBinding<Thing> THING = JsonBinding.of(Thing.class);
    private static final MessageId ID = new MessageId("acme", "m-1");

    private ScriptedVendor vendor;

    static final class Thing {
        @Nullable
        String name;
    }

    static final class ErrorBody {
        @Nullable
        String code;

        @Nullable
        String message;
    }

    @BeforeEach
    void listen() throws IOException {
        vendor = new ScriptedVendor();
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    private static VendorErrors.Builder errors() {
        return VendorErrors.builder("acme", TABLE)
                .body(ErrorBody.class, body -> new ErrorDetails(body.code, body.message));
    }

    private VendorApi api() {
        return VendorApi.of(vendor.http(), errors().build());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Test
    void a_rejected_send_is_what_the_table_says_of_its_body() {
        vendor.then(402, "{\"code\":\"POOR\",\"message\":\"no money for +4930123456\"}");
        VendorApi api = api();

        SendResult result = api.sendFailure(
                api.submit(api.target("messages"), BODY, new AttemptContext(soon())), List.of("4930123456"));

        assertThat(result).isInstanceOfSatisfying(SendResult.Rejected.class, rejected -> {
            assertThat(rejected.failure().type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
            assertThat(rejected.failure().code()).contains("POOR");
            assertThat(rejected.failure().reason()).isEqualTo("no credit");
        });
        assertThat(vendor.requests()).containsExactly("POST /messages - {}");
    }

    @Test
    void a_form_is_sent_as_a_document_is() {
        FormBody form = FormBody.builder().add("To", "+4930123456").build();
        HttpBody text = HttpBody.text("text/plain", "hello");
        vendor.then(200, "{}").then(200, "{}").then(200, "{}").then(200, "{}");
        VendorApi api = api();

        api.submit(api.target("sms"), form, new AttemptContext(soon()));
        api.call(Method.PUT, api.target("a"), form, soon());
        api.change(Method.PATCH, api.target("b"), text);
        api.tryChange(Method.POST, api.target("c"), form);

        assertThat(vendor.requests())
                .containsExactly(
                        "POST /sms - To=%2B4930123456",
                        "PUT /a - To=%2B4930123456", "PATCH /b - hello", "POST /c - To=%2B4930123456");
    }

    @Test
    void a_send_by_another_method_goes_out_once() {
        vendor.then(200, "{}");
        VendorApi api = api();
        AttemptContext context = new AttemptContext(soon());

        api.submit(Method.GET, api.target("sms").query("to", "+4930123456"), null, context);

        assertThat(vendor.requests()).containsExactly("GET /sms?to=%2B4930123456 -");
        assertThat(context.mayHaveBeenSent()).isTrue();
        assertThatThrownBy(() -> api.submit(Method.GET, api.target("sms"), null, context))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_500_leaves_a_send_open_whatever_its_body_says() {
        HttpResponse response = Replies.withBody(500, "{\"code\":\"POOR\"}");

        assertThat(api().sendFailure(response, List.of("4930123456"))).isInstanceOf(SendResult.Unknown.class);
    }

    @Test
    void a_body_is_read_by_the_names_of_its_fields() {
        VendorErrors both =
                VendorErrors.builder("acme", TABLE).fields("kind", "words").build();
        VendorErrors textOnly =
                VendorErrors.builder("acme", TABLE).fields(null, "words").build();
        HttpResponse response = Replies.withBody(400, "{\"kind\":33001,\"words\":\"no\"}");
        HttpResponse page = Replies.withBody(400, "<html>");

        assertThat(VendorApi.of(vendor.http(), both).error(response)).isEqualTo(new ErrorDetails("33001", "no"));
        assertThat(VendorApi.of(vendor.http(), textOnly).error(response)).isEqualTo(ErrorDetails.ofText("no"));
        assertThat(VendorApi.of(vendor.http(), both).error(page)).isEqualTo(ErrorDetails.NONE);
    }

    @Test
    void queries_may_have_a_table_of_their_own() {
        ErrorTable queries = ErrorTable.of(code("POOR").is(ErrorType.PERMISSION).say("not for you"));
        VendorApi api = VendorApi.of(vendor.http(), errors().queries(queries).build());
        HttpResponse response = Replies.withBody(403, "{\"code\":\"POOR\"}");

        assertThat(api.exception(response)).hasMessageContaining("not for you");
        assertThat(api.exception(TABLE, response).errorType()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(api.sendFailure(response, List.of("1")))
                .isInstanceOfSatisfying(
                        SendResult.Rejected.class,
                        rejected -> assertThat(rejected.failure().type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT));
    }

    @Test
    void a_rate_limit_lasts_until_the_window_ends_and_other_failures_dont_wait_for_it() {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);
        ErrorTable table = ErrorTable.of(
                status(429).withCode("QUOTA").is(ErrorType.QUOTA_EXCEEDED).say("used up"));
        VendorErrors errors = VendorErrors.builder("acme", table)
                .body(ErrorBody.class, body -> new ErrorDetails(body.code, body.message))
                .rateLimitReset(clock, Duration.ofSeconds(60))
                .build();
        VendorApi api = VendorApi.of(vendor.http(), errors);
        HttpResponse limit = Replies.withBody(429, "{}", "X-RateLimit-Reset", "1042");
        HttpResponse quota = Replies.withBody(429, "{\"code\":\"QUOTA\"}", "X-RateLimit-Reset", "1042");

        assertThat(api.exception(limit).failure().orElseThrow().retryAfter()).contains(Duration.ofSeconds(42));
        assertThat(api.sendFailure(limit, List.of()))
                .isInstanceOfSatisfying(
                        SendResult.Rejected.class,
                        rejected -> assertThat(rejected.failure().retryAfter()).contains(Duration.ofSeconds(42)));
        assertThat(api.exception(quota).failure().orElseThrow().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>404</html>", "{\"error\":\"no route\"}", "[]", ""})
    void a_404_that_isnt_in_the_vendors_form_is_a_wrong_base_url(String body) {
        assertThatThrownBy(() -> api().requireFound(Replies.withBody(404, body), ID))
                .isInstanceOfSatisfying(
                        SmsException.class, e -> assertThat(e.errorType()).isEqualTo(ErrorType.CONFIGURATION));
    }

    @Test
    void a_404_in_the_vendors_form_is_a_message_that_isnt_there() {
        assertThatThrownBy(() -> api().requireFound(Replies.withBody(404, "{\"message\":\"gone\"}"), ID))
                .isInstanceOf(MessageNotFoundException.class);

        VendorApi bare =
                VendorApi.of(vendor.http(), errors().notFoundWithoutBody().build());
        assertThatThrownBy(() -> bare.requireFound(Replies.of(404), ID)).isInstanceOf(MessageNotFoundException.class);
        assertThat(bare.isNotFound(Replies.withBody(404, "<html>"))).isFalse();
    }

    @Test
    void only_a_known_id_of_this_provider_can_be_asked_for() {
        assertThat(api().requireOwnId(ID)).isEqualTo(ID);
        for (MessageId id : List.of(new MessageId("other", "m-1"), MessageId.unknown("acme"))) {
            assertThatThrownBy(() -> api().requireOwnId(id))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("id isn't one of acme's");
        }
    }

    @Test
    void a_document_is_read_or_its_lack_is_an_error() {
        vendor.then(200, "{\"name\":\"one\"}").then(200, "<html>").then(403, "{}");
        VendorApi api = api();

        assertThat(api.query(api.target("a"), THING).name).isEqualTo("one");
        assertThat(errorType(() -> api.query(api.target("a"), THING))).isEqualTo(ErrorType.PROVIDER_ERROR);
        assertThat(errorType(() -> api.query(api.target("a"), THING))).isEqualTo(ErrorType.PERMISSION);
    }

    @Test
    void what_the_vendor_doesnt_have_is_empty_and_a_page_is_an_error() {
        vendor.then(404, "{\"code\":\"NO\"}").then(404, "<html>").then(200, "{\"name\":\"one\"}");
        VendorApi api = api();

        assertThat(api.find(api.target("a"), THING)).isEmpty();
        assertThat(errorType(() -> api.find(api.target("a"), THING))).isEqualTo(ErrorType.CONFIGURATION);
        assertThat(api.find(api.target("a"), THING)).map(thing -> thing.name).contains("one");
    }

    @Test
    void a_list_has_the_items_that_can_be_read_and_no_list_isnt_an_empty_one() {
        vendor.then(200, "[{\"name\":\"one\"},7,{\"name\":\"two\"}]")
                .then(200, "{\"items\":[]}")
                .then(200, "{\"error\":\"busy\"}");
        VendorApi api = api();

        assertThat(api.list(api.target("a"), THING, thing -> thing.name, "items"))
                .containsExactly("one", "two");
        assertThat(api.list(api.target("a"), THING, thing -> thing.name, "items"))
                .isEmpty();
        assertThat(errorType(() -> api.list(api.target("a"), THING, thing -> thing.name, "items")))
                .isEqualTo(ErrorType.PROVIDER_ERROR);
    }

    @Test
    void a_page_is_fetched_when_its_first_item_is_asked_for() {
        vendor.then(200, "[{\"name\":\"one\"}]").then(200, "[{\"name\":\"two\"}]");
        VendorApi api = api();
        var names = api.pages(
                        "1",
                        number -> api.target("a").query("page", number),
                        (number, response) -> new Page<>(
                                api.items(THING.readList(response.body()), thing -> thing.name),
                                number.equals("1") ? "2" : null))
                .iterator();

        assertThat(vendor.requests()).isEmpty();
        assertThat(names.next()).isEqualTo("one");
        assertThat(vendor.requests()).containsExactly("GET /a?page=1 -");
        assertThat(names.next()).isEqualTo("two");
        assertThat(names.hasNext()).isFalse();
    }

    @Test
    void a_rejected_page_ends_the_stream_with_an_error() {
        vendor.then(403, "{}");
        VendorApi api = api();

        assertThat(errorType(() -> api.pages(
                                "1", number -> api.target("a"), (number, response) -> new Page<>(List.of(), null))
                        .count()))
                .isEqualTo(ErrorType.PERMISSION);
    }

    @Test
    void lines_come_one_by_one_and_a_failure_is_an_error() {
        vendor.then(200, "one\ntwo").then(402, "{\"code\":\"POOR\"}");
        VendorApi api = api();
        List<String> lines = new ArrayList<>();

        api.lines(api.target("a"), Duration.ofSeconds(20), lines::add);

        assertThat(lines).containsExactly("one", "two");
        assertThat(errorType(() -> api.lines(api.target("a"), Duration.ofSeconds(20), lines::add)))
                .isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
    }

    @Test
    void a_change_is_certain_or_says_that_it_isnt() {
        vendor.then(204, "").then(402, "{\"code\":\"POOR\"}").then(500, "{\"code\":\"POOR\"}");
        VendorApi api = api();

        assertThat(api.change(Method.PUT, api.target("a"), BODY).status()).isEqualTo(204);
        assertThat(errorType(() -> api.change(Method.PUT, api.target("a"), BODY)))
                .isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        SmsException open =
                catchThrowableOfType(SmsException.class, () -> api.change(Method.PUT, api.target("a"), BODY));
        assertThat(open).hasMessageContaining("the change may have been made or not");
        assertThat(open.retryable()).isFalse();
    }

    @Test
    void a_5xx_that_the_vendor_promises_to_be_a_rejection_is_one_for_changes() {
        vendor.then(507, "{}");
        VendorApi api =
                VendorApi.of(vendor.http(), errors().changeRejectedBy(507).build());

        assertThat(api.tryChange(Method.POST, api.target("a"), null).status()).isEqualTo(507);
    }

    @Test
    void a_call_that_the_vendor_does_not_offer_is_unsupported_and_has_changed_nothing() {
        vendor.then(501, "{\"message\":\"not in this edition\"}").then(501, "");
        VendorApi api = api();

        SmsException change =
                catchThrowableOfType(SmsException.class, () -> api.change(Method.PUT, api.target("a"), BODY));
        assertThat(change.errorType()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(change)
                .hasMessageContaining("HTTP 501: not in this edition; the provider doesn't offer this")
                .hasMessageContaining("nothing was changed");
        assertThat(errorType(() -> api.query(api.target("a"), THING))).isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void the_vendors_words_about_a_change_are_shown_without_the_values_of_the_change() {
        String words = "webhook zebra.example for kestrel has no valid event";
        vendor.then(400, "{\"message\":\"" + words + "\"}").then(503, "{\"message\":\"" + words + "\"}");
        VendorApi api = api();
        JsonBody change = json -> json.beginObject()
                .name("event")
                .value("https://zebra.example/hook")
                .endObject();

        for (int i = 0; i < 2; i++) {
            SmsException exception = catchThrowableOfType(
                    SmsException.class,
                    () -> api.change(Method.POST, api.target("a").child("kestrel"), change));
            assertThat(exception).hasMessageContaining(": webhook … for … has no valid event");
        }
    }

    @Test
    void deleting_tells_whether_it_was_there() {
        vendor.then(204, "").then(404, "{\"code\":\"NO\"}").then(404, "<html>").then(503, "");
        VendorApi api = api();

        assertThat(api.delete(api.target("a"))).isTrue();
        assertThat(api.delete(api.target("a"))).isFalse();
        assertThat(errorType(() -> api.delete(api.target("a")))).isEqualTo(ErrorType.CONFIGURATION);
        assertThatThrownBy(() -> api.delete(api.target("a"))).hasMessageContaining("may have been made or not");
        assertThat(vendor.requests()).hasSize(4).allMatch(request -> request.equals("DELETE /a -"));
    }

    @Test
    void a_vendor_only_operation_shows_no_exception_of_the_transport_and_a_provider_call_does() {
        VendorApi api = api();
        vendor.close();

        assertThat(errorType(() -> api.get(api.target("a")))).isEqualTo(ErrorType.UNREACHABLE);
        assertThatThrownBy(() -> api.get(api.target("a"), soon())).isInstanceOf(HttpException.class);
    }

    @Test
    void a_header_goes_with_the_calls_of_that_api_only() {
        vendor.then(200, "{}", Map.of()).then(200, "{}", Map.of());
        VendorApi api = api();

        api.withHeader("Authorization", "Key k").get(api.target("a"), soon());
        api.get(api.target("a"), soon());

        assertThat(vendor.requests()).containsExactly("GET /a Key k", "GET /a -");
    }

    private static ErrorType errorType(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(SmsException.class, call).errorType();
    }
}
