package io.heliograph.androidgateway;

import io.heliograph.message.PhoneNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content and numbers of a request, encrypted if a passphrase is set.
 *
 * @param content the text, or the data in Base64
 * @param numbers in the order of the message's recipients
 */
record EncryptedContent(String content, List<String> numbers, boolean encrypted) {
    static EncryptedContent of(
            String content, List<PhoneNumber> recipients, @Nullable AndroidGatewayEncryption encryption) {
        List<String> numbers = recipients.stream().map(PhoneNumber::e164).toList();
        return encryption == null
                ? new EncryptedContent(content, numbers, false)
                : new EncryptedContent(
                        encryption.encrypt(content),
                        numbers.stream().map(encryption::encrypt).toList(),
                        true);
    }
}
