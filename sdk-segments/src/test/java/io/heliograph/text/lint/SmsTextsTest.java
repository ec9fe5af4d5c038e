package io.heliograph.text.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.text.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Path.of(String.valueOf(file.getParent())));
        return Files.writeString(file, content);
    }

    private SmsText text(String content) throws IOException {
        return SmsTexts.of(file("sms.txt", content)).all().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Your code is {0}                   | 0=13   | Your code is xxxxxxxxxx
            Hi {name}, {name}                  | name=3 name=11 | Hi xxxx, xxxx
            Hi {{ name }}!                     | name=3 | Hi xxxx!
            Hi ${user.name} and #{b}           | user.name=3 b=20 | Hi xxxxxxxxxx and xxxxxxxxxx
            Hi %{name}                         | name=3 | Hi xxxx
            %s has %2$d of %05.1f and %(name)s | 1=0 2=7 2=15 name=26 | xxxxxxxxxx has xxxxxxxxxx of xxxxxxxxxx and xxxx
            100%% of %s                        | 1=9    | 100% of xxxxxxxxxx
            100%% and 50% off                  | ''     | 100%% and 50% off
            {n, plural, one {# code} other {# codes}} | n=0 | xxxxxxxxxx
            {0,number,integer} of {1}          | 0=0 1=22 | xxxxxxxxxx of xxxxxxxxxx
            a { b } {} {!} {                   | b=2    | a xxxxxxxxxx {} {!} {
            """)
    void placeholders_are_filled_with_what_is_assumed(String raw, String found, String filled) throws IOException {
        SmsText text =
                SmsTexts.of(file("sms.txt", raw)).assuming("name", 4).all().get(0);

        assertThat(text.segments().text()).isEqualTo(filled);
        assertThat(text.placeholders().stream().map(each -> each.name() + "=" + each.index()))
                .containsExactly(found.isEmpty() ? new String[0] : found.split(" ", -1));
    }

    @Test
    void apostrophes_are_those_of_message_format_where_it_is_one() throws IOException {
        assertThat(text("It''s {0}, '{1}' and 'a''b'").segments().text()).isEqualTo("It's xxxxxxxxxx, {1} and a'b");
        assertThat(text("It''s {name}").segments().text()).isEqualTo("It''s xxxxxxxxxx");
    }

    @Test
    void the_length_that_is_assumed_decides_about_a_segment() throws IOException {
        SmsTexts texts = SmsTexts.of(file("sms.txt", "x".repeat(100) + "{name}{other}"));

        assertThat(texts.all().get(0).segments().units()).isEqualTo(120);
        assertThat(texts.assuming("name", 51).all().get(0).segments().parts()).isEqualTo(2);
        assertThat(texts.assuming("name", 51).all().get(0).unitsOverOne()).isEqualTo(1);
        assertThat(texts.assuming(30).assuming("name", 30).all().get(0).unitsOverOne())
                .isZero();
        assertThatThrownBy(() -> texts.assuming("name", -1)).hasMessageContaining("length of name must be 0 to 10000");
    }

    @Test
    void what_makes_a_text_ucs2_is_at_its_place_in_the_file_with_its_replacement() throws IOException {
        SmsText text = text("{0} “ok”\u200B ก");

        assertThat(text.segments().encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(text.costly())
                .extracting(CostlyCharacter::toString)
                .containsExactly("U+201C at 4 -> \"", "U+201D at 7 -> \"", "U+200B at 8 -> nothing", "U+0E01 at 10");
        assertThat(text.smart().changed()).isFalse();
        assertThat(text("e\u0301 “").costly().get(0)).hasToString("U+0301 at 1 -> é");
        assertThat(text("a\u2028b\u00A0c").costly())
                .extracting(CostlyCharacter::toString)
                .containsExactly("U+2028 at 1 -> U+000A", "U+00A0 at 3 -> U+0020");
    }

    @Test
    void texts_have_their_key_line_and_locale() throws IOException {
        SmsTexts texts = SmsTexts.of(
                file("messages_th.properties", "# one\notp = รหัส {0}\nempty =\n"),
                file("en-GB.json", "{\"sms\": {\"otp\": \"Code\", \"count\": 3}}"),
                file("de/sms.yaml", "otp: Code\n"));

        assertThat(texts.all())
                .extracting(text ->
                        text.key() + " " + text.line() + " " + text.locale().orElse("-"))
                .containsExactly("otp 2 th", "sms.otp 1 en-GB", "otp 1 de");
        assertThat(texts.matching("sms.*").all()).extracting(SmsText::key).containsExactly("sms.otp");
        assertThat(texts.matching("*otp").all()).hasSize(3);
        assertThat(texts.matching("o.p").all()).isEmpty();
        assertThat(texts.all().get(0).toString())
                .endsWith("messages_th.properties line 2 otp: UCS-2, 1 part, 15 units, 55 left")
                .doesNotContain("รหัส");
    }

    @ParameterizedTest
    @CsvSource({
        "messages_th_TH.properties, th-TH",
        "messages.properties, ''",
        "messages_otp.properties, ''",
        "sms.pt-BR.json, pt-BR",
        "zh-Hant-TW.yml, zh-Hant-TW",
        "fr/LC_MESSAGES.json, fr",
        "xx.json, ''",
        "es-419.json, es-419"
    })
    void the_locale_is_in_the_name_of_the_file_or_its_folder(String name, String locale) {
        assertThat(LocaleName.of(Path.of(name))).isEqualTo(locale);
    }

    @Test
    void properties_are_utf8_or_else_latin1_and_other_files_are_utf8() throws IOException {
        Path properties = folder.resolve("a.properties");
        Files.write(properties, "a = caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(SmsTexts.of(properties).all().get(0).text()).isEqualTo("café");

        Path json = folder.resolve("a.json");
        Files.write(json, "{\n\"a\":\n\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SmsTexts.of(json)).hasMessageEndingWith("a.json line 3 isn't UTF-8");
        assertThat(SmsTexts.of(file("b.yml", "\uFEFFa: x\r\nb: y\r\n")).all())
                .extracting(SmsText::text)
                .containsExactly("x", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.properties", "a.txt", "a.json", "a.yml"})
    void utf16_is_named_with_a_byte_order_mark_and_without(String name) throws IOException {
        Path file = folder.resolve(name);
        for (byte[] bytes : List.of(
                "otp = Code".getBytes(StandardCharsets.UTF_16BE),
                "otp = Code".getBytes(StandardCharsets.UTF_16LE),
                "\uFEFFรหัส".getBytes(StandardCharsets.UTF_16BE),
                "\uFEFFรหัส".getBytes(StandardCharsets.UTF_16LE))) {
            Files.write(file, bytes);

            assertThatThrownBy(() -> SmsTexts.of(file)).hasMessage(file + " is UTF-16; save it as UTF-8");
        }
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Path wrong = file("a.html", "");
        for (Path each : List.of(wrong, folder, folder.resolve("none.json"))) {
            assertThatThrownBy(() -> SmsTexts.of(each))
                    .isInstanceOf(TextFileException.class)
                    .hasMessageStartingWith(each.toString());
        }
        assertThatThrownBy(() -> SmsTexts.of(wrong)).hasMessageContaining(".properties, .json, .yaml, .yml or .txt");
        assertThatThrownBy(() -> SmsTexts.of(Files.createDirectory(folder.resolve("a.json"))))
                .hasMessageEndingWith("is a folder; name its files");
        Path loop = folder.resolve("loop.json");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> SmsTexts.of(loop)).hasMessage(loop + " isn't a file");
        assertThatThrownBy(() -> SmsTexts.of(folder.resolve("none.json")))
                .hasMessageEndingWith("none.json isn't there");
    }
}
