package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Secret;
import io.heliograph.testing.Property;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String PRINTABLE = "!\"#$%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~";

    private static String quote(String vendorText, String... personal) {
        return new Redactor(List.of()).quote(vendorText, List.of(personal));
    }

    private static String quoteBeside(String secret, String vendorText) {
        return new Redactor(List.of(Secret.of("api-key", secret))).quote(vendorText, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid destination number",
                "sender_id not allowed (see docs)",
                "error: quota exceeded; try later",
                "คำขอไม่ถูกต้อง",
                "2 of 10 left",
                "code E42"
            })
    void plain_words_are_kept(String vendorText) {
        assertThat(quote(vendorText)).isEqualTo(vendorText);
    }

    @ParameterizedTest
    @CsvSource({
        "number +66812345678 is barred, number … is barred",
        "number 66-81-234-5678 is barred, number … is barred",
        "code 482910 was refused, code … was refused",
        "code 482 was refused, code … was refused",
        "id=m1x2y3, id=…",
        "รหัส ๔๘๒๙๑๐, รหัส …",
        "number 081 234 5678, number … … …",
        "webhook https://hooks.example/in?key=kestrel is taken, webhook … is taken",
        "'see (http://a.example/x), or b', 'see (…), or b'",
        "'{\"to\":\"66812345678\"}', '{\"to\":\"…\"}'"
    })
    void words_with_three_digits_are_dropped(String vendorText, String quote) {
        assertThat(quote(vendorText)).isEqualTo(quote);
    }

    @ParameterizedTest
    @CsvSource({
        "refused: your code is KESTREL, refused: … … … …",
        "refused word kestrel here, refused word … here",
        "refused word 'Kestrel' here, refused word '…' here",
        "refused word Kestrel. Do not use it, refused word … Do not use it",
        "refused word Kestrel! Do not use it, refused word … Do not use it"
    })
    void words_of_the_text_are_dropped(String vendorText, String quote) {
        assertThat(quote(vendorText, "Your code is Kestrel")).isEqualTo(quote);
    }

    /** Vendors repeat texts as they are in a URL, in a form or in a log line. */
    @ParameterizedTest
    @CsvSource({
        "refused Your+code+is+Kestrel by rule, refused … by rule",
        "refused your_code_is_kestrel by rule, refused … by rule",
        "refused /messages/kestrel/status by rule, refused … by rule",
        "refused text-kestrel_end by rule, refused … by rule",
        "refused k_e_s_t_r_e_l by rule, refused … by rule",
        "refused K.E.S.T.R.E.L by rule, refused … by rule",
        "refused xKestrelx by rule, refused … by rule",
        "refused WW91ciBjb2RlIGlzIEtlc3RyZWw= by rule, refused …= by rule",
        "refused id_ZSBpcyBLZXN0cmVs by rule, refused … by rule",
        "refused xWW91ciBjb2RlIGlzIEtlc3RyZWw by rule, refused … by rule"
    })
    void words_of_the_text_are_dropped_however_they_are_glued(String vendorText, String quote) {
        assertThat(quote(vendorText, "Your code is Kestrel")).isEqualTo(quote);
    }

    @Test
    void an_encoded_number_is_dropped_though_nobody_knows_it() {
        assertThat(quote("to KzY2ODEyMzQ1Njc4 failed")).isEqualTo("to … failed");
    }

    @ParameterizedTest
    @CsvSource({
        "the key sk_live_abcdef is wrong, the key … is wrong",
        "the key skliveabcdef is wrong, the key … is wrong",
        "the key /sk+live+abcdef/ is wrong, the key … is wrong",
        "the key c2stbGl2ZS1hYmNkZWY is wrong, the key … is wrong",
        "the key xxc2stbGl2ZS1hYmNkZWY is wrong, the key … is wrong"
    })
    void a_secret_is_dropped_however_it_is_written(String vendorText, String quote) {
        assertThat(quoteBeside("sk-live-abcdef", vendorText)).isEqualTo(quote);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Insufficient permissions for messages:cancel",
                "sender_id/route not-allowed in this region",
                "unsupported carrier or destination"
            })
    void words_that_share_nothing_with_the_text_are_kept(String vendorText) {
        assertThat(quote(vendorText, "Your code is Kestrel", "+66812345678")).isEqualTo(vendorText);
    }

    @Test
    void a_number_in_groups_of_two_is_dropped_where_it_is_known() {
        assertThat(quote("number 66 81 23 45 67 8 is barred", "+66812345678"))
                .isEqualTo("number … … … … … … is barred");
    }

    @ParameterizedTest
    @CsvSource({
        "the key sk-Live-Abcdef is wrong, the key … is wrong",
        "the key SK-LIVE-ABCDEF is wrong, the key … is wrong",
        "the key xsk-live-abcdefx is wrong, the key … is wrong",
        "the key sk-live is wrong, the key … is wrong",
        "the key live is wrong, the key … is wrong",
        "the key 'sk-live-abcdef' is wrong, the key '…' is wrong"
    })
    void a_secret_is_dropped_in_whole_and_in_pieces(String vendorText, String quote) {
        assertThat(quoteBeside("sk-live-abcdef", vendorText)).isEqualTo(quote);
    }

    @Test
    void a_secret_that_the_vendor_masked_in_its_middle_is_dropped() {
        assertThat(quoteBeside("sk-live-abcdefghijkl", "wrong key sk-live-abc****jkl"))
                .isEqualTo("wrong key …");
    }

    @Test
    void a_secret_with_punctuation_is_dropped() {
        assertThat(quoteBeside("ab:cd;ef=gh,ij", "the key ab:cd;ef=gh,ij is wrong"))
                .doesNotContain("ab:cd", "gh,ij");
    }

    @Test
    void basic_credentials_are_dropped_also_as_they_go_out() {
        Endpoint endpoint =
                Endpoint.of("https://api.example.com", false).basic("user", Secret.of("password", "opensesame"));
        String sent = String.valueOf(endpoint.headers().get("Authorization")).substring("Basic ".length());

        assertThat(endpoint.redactor().quote("bad header Basic " + sent, List.of()))
                .doesNotContain(sent.replaceAll("=+$", ""));
    }

    @Test
    void every_secret_of_an_endpoint_is_dropped() {
        Endpoint endpoint = Endpoint.of("https://api.example.com", false)
                .header("X-Api-Key", Secret.of("api-key", "opensesame"))
                .header("X-Api-Secret", Secret.of("api-secret", "abracadabra"));

        assertThat(endpoint.redactor().quote("opensesame or abracadabra is wrong", List.of()))
                .isEqualTo("… or … is wrong");
    }

    @Test
    void long_text_is_cut() {
        assertThat(quote("word ".repeat(1_000))).hasSizeLessThanOrEqualTo(200).startsWith("word word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029"})
    void no_control_character_comes_through(String control) {
        assertThat(quote("one" + control + "two")).doesNotContain(control);
    }

    @Test
    void empty_text_stays_empty() {
        assertThat(quote("")).isEmpty();
        assertThat(quote(" \n ")).isEmpty();
    }

    @Test
    void a_dollar_or_a_backslash_is_kept_as_it_is() {
        assertThat(quote("costs $1 or \\2")).isEqualTo("costs $1 or \\2");
    }

    @Test
    void no_run_of_three_digits_comes_through() {
        Property.check(3_000, random -> {
            String vendorText = Property.text(random, "0189๑๙ab +-.,:;()\"'=\u00a0\u2028\n", 0, 260);

            assertThat(quote(vendorText)).as(vendorText).doesNotContainPattern("\\p{Nd}{3}");
        });
    }

    @Test
    void no_secret_comes_through_whatever_stands_around_it() {
        Property.check(3_000, random -> {
            String secret = Property.text(random, PRINTABLE, 6, 24);
            String before = Property.text(random, PRINTABLE + "   ", 0, 30);
            String after = Property.text(random, PRINTABLE + "   ", 0, 30);

            assertThat(quoteBeside(secret, before + secret + after).toLowerCase(Locale.ROOT))
                    .as("the secret %s", secret)
                    .doesNotContain(secret.toLowerCase(Locale.ROOT));
        });
    }
}
