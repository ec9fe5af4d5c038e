package io.heliograph.androidgateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content and numbers as they go out.
 *
 * @param content the text, or the data in Base64
 * @param numbers in the order of the message's recipients
 */
record Sealed(String content, List<String> numbers, boolean encrypted) {
    static Sealed of(GatewayMessage message, @Nullable Encryption encryption) {
        String content = message.text().or(message::data).orElseThrow();
        if (encryption == null) {
            return new Sealed(
                    content, message.recipients().stream().map(to -> to.e164()).toList(), false);
        }
        List<String> numbers = message.recipients().stream()
                .map(to -> encryption.encrypt(to.e164()))
                .toList();
        return new Sealed(encryption.encrypt(content), numbers, true);
    }
}
