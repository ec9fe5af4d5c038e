package io.heliograph.benchmarks;

import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.commons.charset.GSMCharset;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import net.freeutils.charset.gsm.CCGSMCharset;

/**
 * Counts segments with other libraries, which encode a text and have no parts: the units are divided. Of jcharset it is the
 * variant with the capital {@code Ç}, as in the standard. Not thread-safe, because an encoder isn't.
 */
final class Peers {
    private final CharsetEncoder jcharset = new CCGSMCharset().newEncoder();

    int commonsCharset(String text) {
        return GSMCharset.canRepresent(text)
                ? parts(CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM).length, 160, 153)
                : parts(CharsetUtil.encode(text, CharsetUtil.CHARSET_UCS_2).length / 2, 70, 67);
    }

    int jcharset(String text) {
        if (!jcharset.canEncode(text)) {
            return parts(text.getBytes(StandardCharsets.UTF_16BE).length / 2, 70, 67);
        }
        try {
            ByteBuffer encoded = jcharset.encode(CharBuffer.wrap(text));
            return parts(encoded.remaining(), 160, 153);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("it could encode the text", e);
        }
    }

    private static int parts(int units, int alone, int each) {
        return units <= alone ? 1 : (units + each - 1) / each;
    }
}
