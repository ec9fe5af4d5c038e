package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.Property;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    @Test
    void it_is_the_sha_256_of_each_length_and_field() {
        Property.check(2_000, random -> {
            List<String> fields = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                String field = Property.text(random, random.nextBoolean() ? "ab1 " : "aé\u0e01\ud83d", 0, 30);
                fields.add(field.repeat(random.nextInt(4) == 0 ? random.nextInt(40) : 1));
            }
            ContentHash hash = ContentHash.begin();
            fields.forEach(hash::add);

            assertThat(hash.end()).isEqualTo(plainly(fields));
        });
    }

    private static String plainly(List<String> fields) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
