package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor-only operations that change something, and the do-not-contact check. */
class NativeHubAccountTest {
    private static final PhoneNumber PHONE = PhoneNumber.of("+8801712345678");
    private static final URI HOOK = URI.create("https://example.com/hooks/sms?token=abc");
    private static final Secret SECRET = Secret.of("secret", "hook-secret-4711");

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    private final NativeHub nativeHub = VENDOR.builder().build();

    @AfterEach
    void close() {
        nativeHub.provider().close();
    }

    @Test
    void messages_are_held_by_their_ids() {
        VENDOR.says(200, fixture("hold.reply.json"));

        assertThat(nativeHub
                        .account()
                        .hold(List.of(
                                new MessageId("nativehub", "d4e5f6a7-b8c9-0123-def4-567890123456"),
                                new MessageId("nativehub", "msg_002"))))
                .hasValue(2);

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages/bulk-hold"))
                .withHeader("X-API-Key", equalTo(NativeHubVendor.KEY))
                .withRequestBody(equalToJson(fixture("hold.request.json"), false, false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"count\":\"some\"}"})
    void a_hold_without_a_count_is_done_all_the_same(String body) {
        VENDOR.says(200, body);

        assertThat(nativeHub.account().hold(List.of(new MessageId("nativehub", "msg_002"))))
                .isEmpty();
    }

    @Test
    void a_hold_of_nothing_is_rejected_before_any_request() {
        assertThatThrownBy(() -> nativeHub.account().hold(List.of())).isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_number_is_looked_up_with_its_plus_encoded() {
        VENDOR.says(200, fixture("dnc-check.reply.json"));

        DncCheck check = nativeHub.account().checkDnc(PHONE);

        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/dnc/check?phone=%2B8801712345678")));
        assertThat(check)
                .isEqualTo(new DncCheck(
                        true,
                        new DncEntry(
                                "99999999-8888-7777-6666-555555555555",
                                PHONE,
                                "Asked by phone",
                                Instant.parse("2026-02-14T10:15:28Z"))));
        assertThat(check.toString()).contains("true").doesNotContain("8801712345678", "Asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"is_blocked\":false}", "{\"is_blocked\":false,\"entry\":null}", "{\"is_blocked\":\"false\"}"})
    void a_number_that_is_not_on_the_list_is_not_blocked(String body) {
        VENDOR.says(200, body);

        assertThat(nativeHub.account().checkDnc(PHONE)).isEqualTo(new DncCheck(false, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"is_blocked\":\"perhaps\"}", "{\"is_blocked\":null}"})
    void an_unreadable_response_is_no_permission(String body) {
        VENDOR.says(200, body);

        assertThatThrownBy(() -> nativeHub.account().checkDnc(PHONE)).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void an_entry_alone_says_that_the_number_is_blocked() {
        VENDOR.says(200, "{\"entry\":{\"id\":\"e-1\"}}");

        assertThat(nativeHub.account().checkDnc(PHONE))
                .isEqualTo(new DncCheck(true, new DncEntry("e-1", PHONE, "", null)));
    }

    @Test
    void a_number_is_put_on_the_list_with_a_reason() {
        VENDOR.says(201, fixture("dnc-add.reply.json"));

        DncEntry entry = nativeHub.account().addDnc(PHONE, "Asked by phone");

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/dnc"))
                .withRequestBody(equalToJson(fixture("dnc-add.request.json"), false, false)));
        assertThat(entry)
                .isEqualTo(new DncEntry(
                        "99999999-8888-7777-6666-555555555555",
                        PHONE,
                        "Asked by phone",
                        Instant.parse("2026-02-14T10:15:28Z")));
        assertThat(entry.toString()).doesNotContain("8801712345678", "Asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"phone_number\":\"?\"}"})
    void without_a_reason_none_is_sent_and_an_odd_answer_is_no_failure(String body) {
        VENDOR.says(201, body);

        assertThat(nativeHub.account().addDnc(PHONE, null)).isEqualTo(new DncEntry("", PHONE, "", null));
        assertThat(VENDOR.sent()).containsOnlyKeys("phone");
    }

    @Test
    void a_webhook_is_asked_for_with_its_secret_which_is_not_kept() {
        VENDOR.says(201, fixture("subscription.reply.json"));

        Subscription subscription = nativeHub.account().subscribe(HOOK, SECRET);

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/webhooks/subscriptions"))
                .withRequestBody(equalToJson(fixture("subscription.request.json"), false, false)));
        assertThat(subscription)
                .isEqualTo(new Subscription(
                        "wh_sub_abc123",
                        HOOK.toString(),
                        List.of("dlr", "mo"),
                        "active",
                        Instant.parse("2026-02-14T10:15:28Z")));
        assertThat(subscription.toString()).contains("wh_sub_abc123").doesNotContain("4711", "token=abc");
    }

    @Test
    void a_webhook_without_a_secret_has_no_field_for_it_and_events_are_the_callers() {
        VENDOR.says(201, "{}");

        Subscription subscription = nativeHub.account().subscribe(HOOK, List.of("message.delivered"), null);

        assertThat(VENDOR.sent())
                .containsOnlyKeys("url", "events")
                .containsEntry("events", List.of("message.delivered"));
        assertThat(subscription)
                .isEqualTo(new Subscription("", HOOK.toString(), List.of("message.delivered"), "", null));
    }

    @Test
    void all_violations_of_a_webhook_are_named_at_once_and_no_request_is_made() {
        InvalidRequestException exception = catchThrowableOfType(
                InvalidRequestException.class,
                () -> nativeHub.account().subscribe(URI.create("ftp://x/canary"), List.of(), null));

        assertThat(exception.violations())
                .extracting(io.heliograph.message.Violation::field)
                .containsExactly("url", "events");
        assertThat(exception).hasMessageNotContaining("canary");
        assertThat(VENDOR.requests()).isEmpty();
    }

    static Stream<Consumer<NativeHub>> changes() {
        return Stream.of(
                nativeHub -> nativeHub.account().hold(List.of(new MessageId("nativehub", "msg_1"))),
                nativeHub -> nativeHub.account().addDnc(PHONE, "no"),
                nativeHub -> nativeHub.account().subscribe(HOOK, SECRET));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_with_an_unknown_result_says_so_and_is_not_repeated(Consumer<NativeHub> change) {
        VENDOR.says(503, error("+8801712345678 hook-secret-4711"));
        assertUnclear(change);

        VENDOR.says(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertUnclear(change);

        assertThat(VENDOR.requests()).hasSize(2);
    }

    private void assertUnclear(Consumer<NativeHub> change) {
        SmsException unclear = catchThrowableOfType(SmsException.class, () -> change.accept(nativeHub));
        assertThat(unclear).hasMessageContaining("may have been made or not");
        assertThat(unclear.retryable()).isFalse();
        assertThat(unclear.toString()).doesNotContain("8801712345678", "4711");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_rejected_change_says_why(Consumer<NativeHub> change) {
        VENDOR.says(403, error("you may not do this to +8801712345678"));

        CredentialsException exception =
                catchThrowableOfType(CredentialsException.class, () -> change.accept(nativeHub));

        assertThat(exception.getMessage()).contains("lacks the permission").doesNotContain("8801712345678");
        assertThat(VENDOR.requests()).hasSize(1);
    }
}
