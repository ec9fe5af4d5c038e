package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 4231, test case 2: the only one whose key is a text
        "Jefe, what do ya want for nothing?, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "key, The quick brown fox jumps over the lazy dog,"
                + " f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    })
    void it_is_the_hmac_of_the_standard(String key, String text, String mac) {
        assertThat(Hmac.of(Secret.of("key", key), bytes(text)))
                .isEqualTo(HexFormat.of().parseHex(mac));
    }

    @Test
    void pieces_are_signed_as_one() {
        Secret key = Secret.of("key", "k");
        assertThat(Hmac.of(key, bytes("body"), bytes("1700000000"))).isEqualTo(Hmac.of(key, bytes("body1700000000")));
    }

    @Test
    void every_secret_is_tried_whichever_is_right() {
        List<Secret> secrets = List.of(Secret.of("key", "a"), Secret.of("key", "b"), Secret.of("key", "c"));
        List<String> tried = new ArrayList<>();
        boolean found = Hmac.isOfOne(secrets, bytes("a"), secret -> {
            tried.add(secret.reveal());
            return bytes(secret.reveal());
        });

        assertThat(found).isTrue();
        assertThat(tried).containsExactly("a", "b", "c");
        assertThat(Hmac.isOfOne(secrets, bytes("d"), secret -> bytes(secret.reveal())))
                .isFalse();
        assertThat(Hmac.isOfOne(List.of(), bytes("d"), secret -> bytes("d"))).isFalse();
    }
}
