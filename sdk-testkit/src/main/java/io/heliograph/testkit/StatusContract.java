package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.SmsClient;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls about one message: its id stays one path segment or value, an unreadable response claims nothing, and an
 * unknown message is reported as not found.
 */
public abstract class StatusContract extends QueryContract {
    protected StatusContract() {}

    /** Ids that the vendor could assign, and that must reach it unchanged. */
    protected List<String> opaqueIds() {
        return List.of("msg_abc123", "%2e%2e", "a?x=1", "a#b", "a b", "a&b=c+d", "ข้อความ");
    }

    private Set<Capability> callsById() {
        Set<Capability> calls = queries();
        calls.retainAll(EnumSet.of(Capability.STATUS, Capability.CANCEL));
        return calls;
    }

    /** The request of one call about an id, and its result. */
    private record CallResult(
            List<RecordedRequest> requests,
            @Nullable Message answer,
            @Nullable Throwable thrown) {
        /** The path segments of the first request, as they are on the wire. */
        List<String> segments() {
            return List.of(requests.get(0).target().replaceFirst("\\?.*", "").split("/", -1));
        }
    }

    private CallResult call(Capability capability, String id, Behaviour answer) {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(answer);
            VendorClient vendorClient = provider(vendor.url().toString(), secret(), HttpOptions.defaults());
            List<Message> answers = new ArrayList<>();
            Throwable thrown;
            try (SmsClient client = SmsClient.builder()
                    .retry(RetryPolicy.none())
                    .provider(vendorClient)
                    .build()) {
                thrown = catchThrowable(() -> {
                    MessageId messageId = new MessageId(vendorClient.provider().name(), id);
                    switch (capability) {
                        case STATUS -> answers.add(client.status(messageId));
                        case CANCEL -> answers.add(client.cancel(messageId));
                        default -> client.balance(messageId.provider());
                    }
                });
            }
            return new CallResult(vendor.recorded(), answers.isEmpty() ? null : answers.get(0), thrown);
        }
    }

    /**
     * The index of the path segment that is the id, or contains it, as in {@code known-1.json}; -1 if the id is
     * elsewhere, for example in the query.
     */
    private static int place(CallResult known, String id) {
        List<String> segments = known.segments();
        int whole = segments.indexOf(escaped(id));
        return whole >= 0
                ? whole
                : IntStream.range(0, segments.size())
                        .filter(i -> segments.get(i).contains(escaped(id)))
                        .findFirst()
                        .orElse(-1);
    }

    private static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", " ", "../x", "a/b", "/", "..\\x", "a\nb", "a\u0000b", "a\r\nX-Evil: 1"})
    final void an_id_that_could_leave_its_path_segment_is_rejected_before_any_request(String id) {
        for (Capability capability : callsById()) {
            CallResult known = call(capability, knownId(), accepted());
            CallResult result = call(capability, id, accepted());
            if (known.segments().contains(escaped(knownId()))
                    || result.requests().isEmpty()) {
                assertThat(result.thrown())
                        .as("%s: the result of an id that can't be part of a path", capability)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageStartingWith("id ");
                assertThat(result.requests())
                        .as("%s: requests with such an id", capability)
                        .isEmpty();
            } else {
                assertStaysInPlace(capability, known, result, id);
            }
        }
    }

    @Test
    final void any_other_id_is_opaque_and_stays_one_value() {
        for (Capability capability : callsById()) {
            CallResult known = call(capability, knownId(), accepted());
            for (String id : opaqueIds()) {
                CallResult result = call(capability, id, accepted());
                assertThat(result.requests())
                        .as("%s: requests about the id %s", capability, id)
                        .isNotEmpty();
                assertStaysInPlace(capability, known, result, id);
            }
        }
    }

    private void assertStaysInPlace(Capability capability, CallResult known, CallResult result, String id) {
        int place = place(known, knownId());
        if (place < 0) {
            assertIsOneValue(capability, known, result, id);
            return;
        }
        List<String> expected = new ArrayList<>(
                known.segments().stream().map(StatusContract::decoded).toList());
        expected.set(place, expected.get(place).replace(knownId(), id));
        assertThat(result.segments().stream().map(StatusContract::decoded))
                .as("%s: the segments of the path with the id %s", capability, id)
                .containsExactlyElementsOf(expected);
    }

    private static void assertIsOneValue(Capability capability, CallResult known, CallResult result, String id) {
        assertThat(result.segments())
                .as("%s: the path, whatever the id", capability)
                .isEqualTo(known.segments());
        assertThat(WireValues.of(result.requests().get(0)))
                .as("%s: the values of a request about the id %s", capability, id)
                .contains(id)
                .hasSameSizeAs(WireValues.of(known.requests().get(0)));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"id\":", "{}", "0", "\"text\""})
    final void an_answer_that_cannot_be_read_keeps_the_id_and_claims_nothing(String body) {
        for (Capability capability : callsById()) {
            CallResult result = call(capability, knownId(), Behaviour.answer(200, "application/json", body));
            Message message = result.answer();
            if (message == null && capability == Capability.CANCEL) {
                assertThat(result.thrown())
                        .as("%s: the result of an unreadable response", capability)
                        .isInstanceOfAny(ProviderUnavailableException.class, ConfigurationException.class);
                continue;
            }
            if (message == null) {
                throw new AssertionError(capability + " throws over '" + body + "'", result.thrown());
            }
            Stream<Status> allowed = capability == Capability.CANCEL && !body.startsWith("<")
                    ? Stream.of(Status.UNKNOWN, Status.CANCELLING, Status.CANCELLED)
                    : Stream.of(Status.UNKNOWN, capability == Capability.CANCEL ? Status.CANCELLING : Status.UNKNOWN);
            assertThat(allowed)
                    .as("%s: the status after '%s'", capability, body)
                    .contains(message.status());
            assertThat(message.id().value())
                    .as("%s: the id after '%s'", capability, body)
                    .isEqualTo(knownId());
            assertThat(message.failure())
                    .as("%s: the failure after '%s'", capability, body)
                    .isEmpty();
        }
    }

    @Test
    final void a_message_that_the_vendor_does_not_know_is_not_found() {
        for (Capability capability : callsById()) {
            CallResult result =
                    call(capability, knownId(), Behaviour.answer(404, "application/json", errorBody("not found")));

            assertThat(result.thrown())
                    .as("%s: the result of a 404 in the vendor's own form", capability)
                    .isInstanceOf(MessageNotFoundException.class);
        }
    }

    /** A 404 that isn't in the vendor's form comes from another server, so the base URL is wrong. */
    static List<Behaviour> otherServers() {
        return List.of(
                Behaviour.answer(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>"),
                Behaviour.answer(404, "text/plain", "Not Found"),
                Behaviour.answer(404, "text/plain", "404 page not found"));
    }

    @ParameterizedTest
    @MethodSource("otherServers")
    final void a_404_of_another_server_is_a_wrong_base_url(Behaviour notFound) {
        for (Capability capability : queries()) {
            assertThat(call(capability, knownId(), notFound).thrown())
                    .as("%s: the result of %s", capability, notFound)
                    .isInstanceOf(ConfigurationException.class);
        }
        atVendor((provider, vendor) -> {
            if (provider.capabilities().contains(Capability.LOOKUP)) {
                vendor.script(notFound);
                assertThat(NonSendingCalls.call(
                                provider,
                                Capability.LOOKUP,
                                new MessageId(provider.name(), knownId()),
                                request().build(),
                                Deadline.after(Duration.ofSeconds(20))))
                        .as("LOOKUP: %s proves no absence", notFound)
                        .containsInstanceOf(ConfigurationException.class);
            }
        });
    }

    /** RFC 9110, 15.6.2. */
    @Test
    final void a_call_that_the_vendor_does_not_offer_is_unsupported() {
        for (Capability capability : queries()) {
            assertThat(call(capability, knownId(), Behaviour.answer(501, "application/json", errorBody("not here")))
                            .thrown())
                    .as("%s: the result of a 501", capability)
                    .isInstanceOf(UnsupportedException.class);
        }
    }
}
