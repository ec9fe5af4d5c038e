package io.heliograph.testkit.sms;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.text.lint.SmsTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsTextsAssertTest {
    @TempDir
    private Path folder = Path.of("");

    private SmsTexts texts(String content) throws IOException {
        return SmsTexts.of(Files.writeString(folder.resolve("messages.properties"), content));
    }

    @Test
    void texts_within_the_limit_pass() throws IOException {
        assertThat(texts("otp = Your code is {0}\nlong = " + "x".repeat(150)).assuming(6))
                .haveAtMostSegments(1)
                .areGsm7()
                .areSendable();
    }

    @Test
    void a_text_over_the_limit_is_named_with_its_line_and_what_makes_it_ucs2() throws IOException {
        SmsTexts texts = texts("otp = Your code is {0}\n\nwelcome = It’s " + "x".repeat(70));

        assertThatThrownBy(() -> assertThat(texts).haveAtMostSegments(1))
                .hasMessageContaining("Expecting at most 1 segment in each of 2 texts, but 1 of them isn't that:")
                .hasMessageContaining("messages.properties line 3 welcome: UCS-2, 2 parts, 75 units")
                .hasMessageContaining("; UCS-2 by U+2019 at 2 -> '")
                .hasMessageNotContaining("otp");
        assertThat(texts).haveAtMostSegments(2);
        assertThatThrownBy(() -> assertThat(texts).areGsm7()).hasMessageContaining("GSM-7 in each of 2 texts");
    }

    @Test
    void a_text_that_cannot_be_sent_is_named() throws IOException {
        assertThatThrownBy(() -> assertThat(texts("a = \\u0007")).areSendable()).hasMessageContaining("line 1 a");
    }

    @Test
    void no_text_at_all_fails() throws IOException {
        assertThatThrownBy(() -> assertThat(texts("a = x").matching("sms.*")).areGsm7())
                .hasMessageContaining("there is none");
    }
}
