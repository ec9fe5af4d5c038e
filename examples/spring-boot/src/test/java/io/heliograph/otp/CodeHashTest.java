package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.text.Encoding;
import io.heliograph.text.Segments;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeHashTest {
    /** The page takes these digits only, and any others would make the SMS UCS-2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ar-EG",
                "ar-SA",
                "as-IN",
                "bn-BD",
                "ckb-IQ",
                "fa-IR",
                "mr-IN",
                "my-MM",
                "ne-NP",
                "ps-AF",
                "th-TH-u-nu-thai",
                "tr-TR",
                "en-GB"
            })
    void a_code_has_six_ascii_digits_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            String code = new CodeHash().newCode();

            assertThat(code).matches("[0-9]{6}");
            assertThat(Segments.of("Your code is " + code).encoding()).isEqualTo(Encoding.GSM_7);
        } finally {
            Locale.setDefault(before);
        }
    }
}
