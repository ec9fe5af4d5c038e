package io.heliograph.nativehub;

import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NativeHub's options of a provider-independent request. */
class NativeHubOptionsTest {
    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));
    }

    private static SmsClient client() {
        NativeHub nativeHub = NativeHub.builder()
                .baseUrl(VENDOR.url())
                .apiKey("key-of-the-test")
                .provider("route-of-the-settings")
                .build();
        return SmsClient.builder().retry(RetryPolicy.none()).provider(nativeHub).build();
    }

    @Test
    void a_requests_route_overrides_that_of_the_settings() {
        try (SmsClient client = client()) {
            client.trySend(
                    request().option(NativeHubOptions.PROVIDER, "route-1").build());
        }

        assertThat(VENDOR.sent()).containsEntry("provider", "route-1").doesNotContainKey("priority");
    }

    @ParameterizedTest
    @EnumSource
    void a_priority_is_sent_as_the_guide_writes_it(NativeHubOptions.Priority priority) {
        try (SmsClient client = client()) {
            client.trySend(request().option(NativeHubOptions.PRIORITY, priority).build());
        }

        assertThat(VENDOR.sent())
                .containsEntry("priority", NativeHubOptions.PRIORITY.format(priority))
                .containsEntry("provider", "route-of-the-settings");
        assertThat(NativeHubOptions.PRIORITY.expected()).isEqualTo("one of low, normal, high");
    }

    @Test
    void a_scheduled_message_goes_without_them_and_the_plan_says_so() {
        SendRequest request = request()
                .option(NativeHubOptions.PROVIDER, "route-1")
                .option(NativeHubOptions.PRIORITY, NativeHubOptions.Priority.HIGH)
                .sendAt(Instant.parse("2099-02-20T09:00:00Z"))
                .build();
        try (SmsClient client = client()) {
            assertThat(client.plan(request).ignoredBy("nativehub"))
                    .containsExactly("nativehub.provider", "nativehub.priority");
            client.trySend(request);
        }

        assertThat(VENDOR.asked()).containsExactly("POST /scheduled-messages");
        assertThat(VENDOR.sent()).containsOnlyKeys("from", "to", "body", "scheduled_at");
    }

    private static void bulk(Consumer<SendRequest.Builder> content) {
        try (SmsClient client = client()) {
            client.bulk(BulkRequest.to(
                    Stream.of("+8801912345678", "+8801912345679"),
                    each -> content.accept(each.from("BRAND").text("Flash sale!"))));
        }
    }

    @Test
    void a_bulk_send_with_an_option_is_a_call_for_each_recipient() {
        bulk(content -> content.option(NativeHubOptions.PROVIDER, "route-1"));

        assertThat(VENDOR.asked()).containsExactly("POST /messages", "POST /messages");
        assertThat(VENDOR.requests()).allMatch(sent -> sent.getBodyAsString().contains("\"provider\":\"route-1\""));
    }

    @Test
    void a_bulk_send_for_later_is_a_call_for_each_recipient() {
        bulk(content -> content.sendAt(Instant.parse("2099-02-20T09:00:00Z")));

        assertThat(VENDOR.asked()).containsExactly("POST /scheduled-messages", "POST /scheduled-messages");
    }

    @Test
    void a_bulk_send_without_them_is_one_call() {
        bulk(content -> {});

        assertThat(VENDOR.asked()).containsExactly("POST /messages/bulk");
    }

    @Test
    void a_blank_route_is_a_violation() {
        assertThatThrownBy(
                        () -> request().option(NativeHubOptions.PROVIDER, " ").build())
                .hasMessage("nativehub.provider is blank; it must be 1 to 255 characters, not blank, "
                        + "without control characters");
    }
}
