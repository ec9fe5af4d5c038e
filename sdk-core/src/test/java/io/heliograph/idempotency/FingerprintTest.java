package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String NUMBER = "+66812345678";

    private static final VendorOption<Integer> PRIORITY = VendorOption.number("acmesms", "priority", 0, 9);
    private static final VendorOption<Boolean> URGENT = VendorOption.flag("acmesms", "urgent");
    private static final VendorOption<String> LABEL = VendorOption.text("acmesms", "label", 40);

    private static SendRequest.Builder content() {
        return SendRequest.to(NUMBER).text("Your code is 482910");
    }

    private static Fingerprint of(SendRequest.Builder builder) {
        return Fingerprint.of(builder.build());
    }

    static Stream<UnaryOperator<SendRequest.Builder>> whatCounts() {
        return Stream.of(
                builder -> builder.text("Your code is 482911"),
                builder -> builder.from("ACME"),
                builder -> builder.tag("otp"),
                builder -> builder.validity(Duration.ofMinutes(5)),
                builder -> builder.callbackUrl("https://example.com/dlr"),
                builder -> builder.sendAt(Instant.parse("2026-11-21T08:00:00Z")),
                builder -> builder.media("https://example.com/cat.png"),
                builder -> builder.option(PRIORITY, 7),
                builder -> builder.option(PRIORITY, 8),
                builder -> builder.option(URGENT, false));
    }

    static Stream<UnaryOperator<SendRequest.Builder>> whatDoesNotCount() {
        return Stream.of(
                builder -> builder.idempotencyKey("order-42"),
                builder -> builder.deadline(Duration.ofSeconds(3)),
                builder -> builder.route("wavix"),
                SendRequest.Builder::allowDuplicates);
    }

    @ParameterizedTest
    @MethodSource("whatCounts")
    void what_the_recipient_gets_and_when_counts(UnaryOperator<SendRequest.Builder> change) {
        assertThat(of(change.apply(content()))).isNotEqualTo(of(content()));
        assertThat(of(change.apply(content()))).isEqualTo(of(change.apply(content())));
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotCount")
    void how_it_is_sent_does_not_count(UnaryOperator<SendRequest.Builder> change) {
        assertThat(of(change.apply(content()))).isEqualTo(of(content()));
    }

    @Test
    void the_recipient_counts() {
        assertThat(of(SendRequest.to("+66812345679").text("Your code is 482910")))
                .isNotEqualTo(of(content()));
    }

    @Test
    void a_content_for_many_is_another_than_one_for_one() {
        SendRequest request = content().build();

        assertThat(Fingerprint.ofBulk(request)).isNotEqualTo(Fingerprint.of(request));
        assertThat(Fingerprint.ofBulk(request))
                .isEqualTo(Fingerprint.ofBulk(
                        SendRequest.to("+447700900123").text(request.text()).build()));
    }

    @Test
    void the_order_and_the_number_of_pictures_count() {
        String cat = "https://example.com/cat.png";
        String dog = "https://example.com/dog.png";

        assertThat(List.of(
                        of(content().media(cat)),
                        of(content().media(cat).media(dog)),
                        of(content().media(dog).media(cat)),
                        of(content().media(cat).media(cat))))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_of_options_does_not_count_and_their_values_do() {
        assertThat(of(content().option(PRIORITY, 7).option(URGENT, true)))
                .isEqualTo(of(content().option(URGENT, true).option(PRIORITY, 7)))
                .isNotEqualTo(of(content().option(PRIORITY, 7).option(URGENT, false)))
                .isNotEqualTo(of(content().option(PRIORITY, 7)));
        assertThat(of(content().option(LABEL, "a\u00e9")))
                .isNotEqualTo(of(content().option(LABEL, "a").option(URGENT, true)));
    }

    @Test
    void options_are_no_pictures() {
        assertThat(of(content().media("https://example.com/a").option(LABEL, "https://example.com/b")))
                .isNotEqualTo(of(content().media("https://example.com/a").media("https://example.com/b")))
                .isNotEqualTo(of(content().option(LABEL, "https://example.com/a")));
    }

    /** Computed by Python's hashlib. Stores hold fingerprints of earlier versions, which had no options. */
    @Test
    void a_fingerprint_is_the_same_in_every_version() {
        assertThat(of(content()).value()).isEqualTo("a43a66a1689eb3414ce0e75f186826bb1d6ea83a2dbdeab6ec463189a02da134");
        assertThat(of(content()
                                .media("https://example.com/cat.png")
                                .option(URGENT, true)
                                .option(PRIORITY, 7))
                        .value())
                .isEqualTo("7f3697130ca1c98f1428fa00c2288af2980fe706393a945436ed408b17101e5d");
    }

    @Test
    void a_value_in_another_field_is_another_content() {
        assertThat(of(content().from("ABC").tag("DEF")))
                .isNotEqualTo(of(content().from("DEF").tag("ABC")));
        assertThat(of(content().text("xotp")))
                .isNotEqualTo(of(content().text("x").tag("otp")));
    }

    /** Short fields of few characters, so that they would often run together if they could. */
    private static SendRequest any(Random random) {
        SendRequest.Builder builder = SendRequest.to(NUMBER).text(Property.text(random, "a0", 1, 4));
        if (random.nextBoolean()) {
            builder.from(Property.text(random, "aA", 3, 5));
        }
        if (random.nextBoolean()) {
            builder.tag(Property.text(random, "a0", 1, 4));
        }
        return builder.build();
    }

    @Test
    void two_contents_are_the_same_exactly_if_their_fingerprints_are() {
        Map<String, Fingerprint> byContent = new HashMap<>();
        Map<Fingerprint, String> byPrint = new HashMap<>();
        Property.check(5_000, random -> {
            SendRequest request = any(random);
            String content = request.from().map(from -> from.value()) + "|" + request.text() + "|" + request.tag();
            Fingerprint print = Fingerprint.of(request);
            assertThat(byContent.computeIfAbsent(content, unused -> print)).isEqualTo(print);
            assertThat(byPrint.computeIfAbsent(print, unused -> content)).isEqualTo(content);
        });
        assertThat(byPrint).hasSizeGreaterThan(500);
    }

    @Test
    void only_its_first_digits_are_printed_and_never_the_content() {
        Fingerprint print = of(content());

        assertThat(print.value()).matches("[0-9a-f]{64}");
        assertThat(print).hasToString(print.value().substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Your code is 482910", "ABCDEF"})
    void what_is_no_fingerprint_is_refused_without_its_value(String value) {
        assertThatThrownBy(() -> new Fingerprint(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a fingerprint has 64 hexadecimal digits in lower case");
    }
}
