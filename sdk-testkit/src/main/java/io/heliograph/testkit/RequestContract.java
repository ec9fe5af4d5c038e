package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A request contains what the caller asked for: each option that the provider declares, the idempotency key, and in
 * concurrent sends each one's own number and text.
 */
public abstract class RequestContract extends BulkRejectionContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 4;
    private static final String KEY = "key-of-one-send";

    protected RequestContract() {}

    /** A request as the vendor decodes it; override it if numbers and texts are encrypted. */
    protected String readable(String request) {
        return request;
    }

    /**
     * Two valid texts of each option that {@link SmsProvider#options} names for a plain request; the two go out differently, and
     * the first isn't what the vendor gets without the option.
     */
    protected Map<VendorOption<?>, List<String>> optionValues() {
        return Map.of();
    }

    @Test
    final void an_option_of_the_provider_is_in_the_request() {
        atVendor((provider, vendor) -> {
            vendor.script(accepted());
            assertThat(optionValues().keySet().stream().map(VendorOption::fullName))
                    .as("the options with two values in optionValues()")
                    .containsExactlyInAnyOrderElementsOf(
                            provider.options(request().build()).stream()
                                    .map(VendorOption::fullName)
                                    .toList());
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                Wire wire = new Wire(provider, vendor, sendMethod, Instant.now());
                optionValues().forEach((option, values) -> {
                    SendRequest first = withOption(option, values.get(0));
                    if (sendMethod == SendMethod.SINGLE || provider.takesBulk(first)) {
                        assertSends(wire, option, first, withOption(option, values.get(1)));
                    }
                });
            }
        });
    }

    private void assertSends(Wire wire, VendorOption<?> option, SendRequest first, SendRequest second) {
        Set<String> one = wire.steadyWords(first);
        assertThat(one)
                .as("%s: the request's words with %s, and without it", wire.sendMethod(), option)
                .isNotEqualTo(wire.steadyWords(request().idempotencyKey(KEY).build()));
        assertThat(one)
                .as("%s: the request's words with two values of %s", wire.sendMethod(), option)
                .isNotEqualTo(wire.steadyWords(second));
    }

    @Test
    final void an_option_of_another_provider_changes_nothing() {
        VendorOption<String> strange = VendorOption.text("anothervendor", "colour", 20);
        atVendor((provider, vendor) -> {
            vendor.script(accepted());
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                Wire wire = new Wire(provider, vendor, sendMethod, Instant.now());
                assertThat(wire.steadyWords(withOption(strange, "purple")))
                        .as("%s: the request's words with an option that the provider doesn't know", sendMethod)
                        .isNotEmpty()
                        .isEqualTo(
                                wire.steadyWords(request().idempotencyKey(KEY).build()));
            }
        });
    }

    private <T> SendRequest withOption(VendorOption<T> option, String text) {
        return request().idempotencyKey(KEY).option(option, option.parse(text)).build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Capability.class,
            names = {"TAG", "VALIDITY", "CALLBACK_URL", "SCHEDULE", "MEDIA"})
    final void a_declared_option_is_in_the_request(Capability option) {
        Instant base = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        atVendor((provider, vendor) -> {
            vendor.script(accepted());
            if (provider.capabilities().contains(option)) {
                SendMethod.of(provider)
                        .forEach(sendMethod -> assertCarries(provider, vendor, sendMethod, option, base));
            }
        });
    }

    private void assertCarries(
            SmsProvider provider, SocketHarness vendor, SendMethod sendMethod, Capability option, Instant base) {
        assertCarries(
                new Wire(provider, vendor, sendMethod, base), option, with(option, 0, base), with(option, 1, base));
    }

    private void assertCarries(Wire wire, Object option, SendRequest first, SendRequest second) {
        Set<String> one = wire.steadyWords(first);
        if (one.isEmpty() && wire.sendMethod() == SendMethod.BULK) {
            return; // a bulk send with it is invalid, so nobody gets the message without it
        }
        Set<String> other = wire.steadyWords(second);
        Set<String> added = new TreeSet<>(one);
        added.removeAll(wire.words(request().idempotencyKey(KEY).build()));

        assertThat(added)
                .as("%s: what %s, which the provider declares, adds to the request", wire.sendMethod(), option)
                .isNotEmpty();
        assertThat(one)
                .as(
                        "%s: the request's words with two values of %s: %s",
                        wire.sendMethod(), option, WireWords.beside(one, other))
                .isNotEqualTo(other);
    }

    private SendRequest with(Capability option, int variant, Instant base) {
        SendRequest.Builder request = request().idempotencyKey(KEY);
        boolean first = variant == 0;
        switch (option) {
            case TAG -> request.tag(first ? "autumn" : "winter");
            case VALIDITY -> request.validity(Duration.ofHours(first ? 5 : 7));
            case CALLBACK_URL -> request.callbackUrl("https://example.com/" + (first ? "reports" : "receipts"));
            case SCHEDULE -> request.sendAt(base.plus(Duration.ofHours(first ? 30 : 54)));
            case MEDIA -> request.media("https://example.com/" + (first ? "tree.jpg" : "house.jpg"));
            default -> throw new IllegalArgumentException(option + " is no option of a request");
        }
        return request.build();
    }

    /** Sends, and reads the requests on the wire. */
    private record Wire(SmsProvider provider, SocketHarness vendor, SendMethod sendMethod, Instant base) {
        /** The words that two sends of one request have, without those of encryption. */
        Set<String> steadyWords(SendRequest request) {
            Set<String> words = words(request);
            words.retainAll(words(request));
            return words;
        }

        /** The words of the request for a send; none if the provider rejected it without a request. */
        Set<String> words(SendRequest request) {
            int before = vendor.requests();
            SendResult result = sendMethod.attempt(provider, request, new AttemptContext(Deadline.after(PATIENCE)));
            List<RecordedRequest> sent = vendor.recorded().subList(before, vendor.requests());
            if (sent.isEmpty()) {
                assertThat(result).as("an attempt without a request").isInstanceOf(SendResult.Rejected.class);
            }
            return WireWords.of(sent.stream().limit(1).map(WireWords::text).collect(Collectors.joining()), base);
        }
    }

    @Test
    final void sends_at_the_same_time_are_not_mixed() {
        for (int round = 0; round < ROUNDS; round++) {
            atVendor(this::sendAtOnce);
        }
    }

    private void sendAtOnce(SmsProvider provider, SocketHarness vendor) {
        vendor.script(accepted());
        List<PhoneNumber> numbers = SendMethod.numbers(PhoneNumber.of(to()), AT_ONCE);
        List<SendRequest> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String mark = "" + (char) ('a' + i);
            requests.add(SendRequest.to(numbers.get(i))
                    .from(from())
                    .text("letters" + mark + mark + mark)
                    .idempotencyKey("key-" + mark + mark + mark)
                    .build());
        }
        race(provider, requests);
        List<String> pairs = vendor.recorded().stream()
                .filter(sent -> sent.method().equals(sendsBy()))
                .map(sent -> readable(WireWords.text(sent)))
                .map(sent -> found(sent, requests))
                .toList();
        assertThat(pairs)
                .as("the texts and the numbers that went out together, of messages sent at the same time")
                .containsExactlyInAnyOrderElementsOf(
                        requests.stream().map(RequestContract::pair).toList());
    }

    private static void race(SmsProvider provider, List<SendRequest> requests) {
        try {
            ConcurrentRun.of(
                    AT_ONCE,
                    i -> SendMethod.SINGLE.attempt(
                                    provider, requests.get(i), new AttemptContext(Deadline.after(PATIENCE)))
                            != null);
        } catch (Exception e) {
            throw new AssertionError("A send at the same time as others failed", e);
        }
    }

    private static String pair(SendRequest request) {
        return request.text() + " to " + tail(request);
    }

    /** A national number ends like the international one. */
    private static String tail(SendRequest request) {
        return request.to().digits().substring(request.to().digits().length() - 6);
    }

    private static String found(String sent, List<SendRequest> requests) {
        String texts =
                requests.stream().map(SendRequest::text).filter(sent::contains).collect(Collectors.joining("+"));
        String numbers = requests.stream()
                .map(RequestContract::tail)
                .filter(sent::contains)
                .collect(Collectors.joining("+"));
        return texts + " to " + numbers;
    }

    @Test
    final void the_same_key_goes_out_the_same_and_another_as_another() {
        atVendor((provider, vendor) -> {
            vendor.script(accepted());
            if (provider.duplicateProtection() != DuplicateProtection.IDEMPOTENCY_KEY) {
                return;
            }
            for (SendMethod sendMethod : SendMethod.of(provider)) {
                Wire wire = new Wire(provider, vendor, sendMethod, Instant.now());
                for (String first : List.of(KEY, "0")) {
                    Set<String> once = carrying(wire.words(keyed(first + "-1")), first + "-1");
                    Set<String> again = carrying(wire.words(keyed(first + "-1")), first + "-1");
                    Set<String> other = carrying(wire.words(keyed(first + "-2")), first + "-2");
                    assertThat(once)
                            .as("%s: where the key goes, in the first and in the second request with it", sendMethod)
                            .isNotEmpty()
                            .isEqualTo(again);
                    assertThat(other)
                            .as("%s: where another key goes", sendMethod)
                            .hasSameSizeAs(once);
                    assertThat(new HashSet<>(other))
                            .as("%s: where another key goes", sendMethod)
                            .doesNotContainAnyElementsOf(once);
                }
            }
        });
    }

    private SendRequest keyed(String key) {
        return request().idempotencyKey(key).build();
    }

    private static Set<String> carrying(Set<String> words, String key) {
        return words.stream().filter(word -> word.contains(key)).collect(Collectors.toSet());
    }
}
