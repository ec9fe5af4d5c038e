package io.heliograph.outbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.store.internal.StoreKey;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestCodecTest {
    private static final VendorOption<Integer> PRIORITY = VendorOption.number("vendor", "priority", 0, 9);
    private static final VendorOption<String> CAMPAIGN = VendorOption.text("vendor", "campaign", 40);
    private static final VendorOption<Boolean> FLASH = VendorOption.flag("vendor", "flash");

    private final RequestCodec codec =
            new RequestCodec(new StoreKey(new byte[StoreKey.LENGTH]), List.of(PRIORITY, CAMPAIGN, FLASH));

    private static SendRequest full() {
        return SendRequest.to("+66898765432")
                .from("+66812345678")
                .text("enc: \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \ud83d\ude00\n\"quoted\"")
                .idempotencyKey("order-42")
                .tag("a tag with 66898765432")
                .validity(Duration.ofMinutes(10))
                .callbackUrl("https://example.com/report?token=secret")
                .deadline(Duration.ofMillis(12_345))
                .sendAt(Instant.parse("2030-01-02T03:04:05.678901Z"))
                .media("https://example.com/1.png")
                .media("https://example.com/2.png")
                .route("vendor || other")
                .allowDuplicates()
                .option(PRIORITY, 7)
                .option(CAMPAIGN, "enc:spring sale")
                .option(FLASH, true)
                .build();
    }

    /** What a request tells; a new getter is found here by itself. */
    private static List<Method> getters() {
        return Arrays.stream(SendRequest.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
                .filter(method -> !Set.of("toString", "toBuilder").contains(method.getName()))
                .toList();
    }

    @Test
    void every_field_is_read_back() throws Exception {
        SendRequest bare = SendRequest.to("+66811111111").text("Hello").build();
        SendRequest written = full();

        SendRequest read = codec.read(codec.write(written), written.key());

        assertThat(getters()).hasSizeGreaterThanOrEqualTo(13);
        for (Method getter : getters()) {
            assertThat(getter.invoke(written))
                    .as("%s of the full request, which must set every field", getter.getName())
                    .isNotEqualTo(getter.invoke(bare));
            assertThat(getter.invoke(read)).as(getter.getName()).isEqualTo(getter.invoke(written));
        }
        assertThat(read.option(PRIORITY)).contains(7);
        assertThat(read.option(CAMPAIGN)).contains("enc:spring sale");
        assertThat(read.option(FLASH)).contains(true);
        assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(written));
    }

    @Test
    void a_request_has_as_many_fields_as_getters() {
        assertThat(Arrays.stream(SendRequest.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers())))
                .as("the codec and full() know so many fields")
                .hasSize(13);
    }

    @Test
    void a_request_with_the_least_is_read_back_without_anything_else() throws Exception {
        SendRequest bare = SendRequest.to("+66811111111")
                .text("Hello")
                .idempotencyKey("k1")
                .build();

        SendRequest read = codec.read(codec.write(bare), bare.key());

        for (Method getter : getters()) {
            assertThat(getter.invoke(read)).as(getter.getName()).isEqualTo(getter.invoke(bare));
        }
    }

    @Test
    void nothing_personal_is_legible() {
        assertThat(codec.write(full()))
                .doesNotContain("66898765432")
                .doesNotContain("66812345678")
                .doesNotContain("quoted")
                .doesNotContain("secret")
                .doesNotContain("example.com")
                .doesNotContain("spring");
    }

    @Test
    void an_option_that_could_not_be_read_back_is_refused() {
        SendRequest request = SendRequest.to("+66811111111")
                .text("Hello")
                .option(VendorOption.flag("stranger", "flash"), true)
                .build();

        assertThatThrownBy(() -> codec.write(request))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("stranger.flash is of no provider on the class path");
    }

    @Test
    void it_is_sent_with_the_key_that_its_row_says() {
        assertThat(codec.read(codec.write(full()), IdempotencyKey.of("retry-1")).key())
                .hasToString("retry-1");
    }
}
