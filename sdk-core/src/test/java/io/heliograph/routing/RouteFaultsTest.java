package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors for invalid routes; in the routes here ‸ marks the expected position of the caret. */
class RouteFaultsTest {
    static Stream<Arguments> stages() {
        return Stream.of(
                arguments(
                        "TH: thaibulk ‸| wavix",
                        "expected || between a provider and the next to ask, found a single |"),
                arguments("a ‸| b", "found a single |"),
                arguments("a ‸& b", "expected && between providers that share the requests, found a single &"),
                arguments("‸|| wavix", "expected a provider's name, found |"),
                arguments("wavix ||‸", "expected a provider's name, found the end"),
                arguments("wavix || ‸", "expected a provider's name, found the end"),
                arguments("a || ‸|| b", "expected a provider's name, found |"),
                arguments("a ||‸| b", "expected a provider's name, found |"),
                arguments("a && ‸", "expected a provider's name, found the end"),
                arguments("a && ‸|| b", "expected a provider's name, found |"),
                arguments("a ‸b", "expected ||, && or ; behind a provider, found b"),
                arguments("a‸, b", "a comma stands in conditions and in cheapest(…)"),
                arguments("a || ‸B", "lower-case letters, digits and single hyphens, a letter first"),
                arguments("‸Wavix", "a provider's name is lower-case letters"),
                arguments("wa‸Vix", "a provider's name is lower-case letters"),
                arguments(
                        "‸1wavix",
                        "a provider's name is lower-case letters, digits and single hyphens, a letter first"),
                arguments("thai‸--bulk", "a provider's name is lower-case letters, digits and single hyphens"),
                arguments("thaibulk‸-", "a provider's name is lower-case letters, digits and single hyphens"),
                arguments("‸-thaibulk", "a provider's name is lower-case letters, digits and single hyphens"),
                arguments("thai‸_bulk", "a provider's name is lower-case letters, digits and single hyphens"),
                arguments("a || b || ‸ไทย", "expected a provider's name, found the character U+0E44"),
                arguments("a ||‸\u00a0b", "expected a provider's name, found the character U+00A0"),
                arguments("a || ‸a", "a stands twice in this rule; each provider is asked once"),
                arguments("a || b && c || ‸a", "a stands twice in this rule"),
                arguments("a && ‸a", "a stands twice in this rule"),
                arguments("cheapest(a, b) || ‸b", "b stands twice in this rule"),
                arguments("cheapest(a, ‸a)", "a stands twice in this rule"),
                arguments("‸; a", "expected a provider's name, found ;"),
                arguments("a; ‸; b", "this rule is never reached"),
                arguments("TH: a; ‸; b", "expected a provider's name, found ;"),
                arguments("TH: ‸", "expected a provider's name, found the end"),
                arguments("TH: ‸; *: a", "expected a provider's name, found ;"),
                arguments("TH: a ‸US: b", "expected ||, && or ; behind a provider, found U"),
                arguments("TH: a‸: b", "a rule has one colon; write ; before the next rule"));
    }

    static Stream<Arguments> weightsAndPrices() {
        String weight = "a weight is a whole number from 1 to 1000";
        return Stream.of(
                arguments("wavix*‸0", weight),
                arguments("wavix*‸1001", weight),
                arguments("wavix*‸99999999999999999999", weight),
                arguments("wavix* ‸&& a", weight + ", as in wavix*3"),
                arguments("wavix * ‸", weight),
                arguments("wavix*‸-3", weight),
                arguments("wavix*1‸.5", weight),
                arguments("wavix*‸three", weight),
                arguments("wavix*3 ‸nativehub", "expected ||, && or ; behind a provider, found n"),
                arguments("cheapest‸", "expected ( behind cheapest, as in cheapest(wavix, nativehub), found the end"),
                arguments("cheapest ‸|| a", "expected ( behind cheapest"),
                arguments("cheapest(‸)", "expected a provider's name, found )"),
                arguments("cheapest(a, ‸)", "expected a provider's name, found )"),
                arguments("cheapest(a, b‸", "expected a comma, or ) for the ( of character 9, found the end"),
                arguments("a || cheapest (b ‸|| c", "expected a comma, or ) for the ( of character 15, found |"),
                arguments("cheapest(a‸*2, b)", "expected a comma, or )"),
                arguments("cheapest(‸cheapest(a))", "cheapest(…) is a stage of its own"),
                arguments("cheapest(a)‸)", "there is no ( before this )"),
                arguments("a‸)", "there is no ( before this )"),
                arguments("‸(a && b)", "only cheapest has parentheses"),
                arguments("a‸(b)", "only cheapest has names in parentheses"),
                arguments("cheapest(a, b) ‸&& c", "cheapest(…) is a stage of its own, without weights"),
                arguments("cheapest(a, b)‸*2", "cheapest(…) is a stage of its own, without weights"),
                arguments("c && ‸cheapest(a, b)", "cheapest(…) is a stage of its own"));
    }

    static Stream<Arguments> conditions() {
        String any = "* holds for every request, so nothing stands beside it";
        return Stream.of(
                arguments("‸th: a", "a country is two capital letters; did you mean TH?"),
                arguments("US, ‸Ca: a", "did you mean CA?"),
                arguments("‸ZZ: a", "ZZ is no country of ISO 3166"),
                arguments("‸UK: a", "did you mean GB?"),
                arguments("TH, ‸: a", "expected a condition such as TH, +66 or tag=otp, found :"),
                arguments("‸: a", "expected a condition"),
                arguments("‸, TH: a", "expected a condition"),
                arguments("TH‸ wavix", "expected a colon behind the conditions of a rule, as in TH: wavix"),
                arguments("tag‸=otp wavix", "a condition stands before a colon, as in tag=otp: wavix"),
                arguments("‸thailand: a", "there is no condition thailand; there are *, a country such as TH"),
                arguments("‸sender=ACME: a", "there is no condition sender=; there are *, a country such as TH"),
                arguments("‸wa-vix: a", "there is no condition wa-vix; there are"),
                arguments("‸MEDIA: a", "did you mean media?"),
                arguments("‸TAG=otp: a", "did you mean tag=?"),
                arguments("tag‸ = otp: a", "expected = and a value right behind tag"),
                arguments("tag=‸: a", "expected a tag right behind tag="),
                arguments("tag=‸ otp: a", "expected a tag right behind tag="),
                arguments("tag=a‸/b: a", "stands in quotes: tag=\"…\""),
                arguments("tag=‸รหัส: a", "stands in quotes: tag=\"…\""),
                arguments("tag=‸\"a: b", "this quote is never closed"),
                arguments("tag=‸\"a\\\": b", "this quote is never closed"),
                arguments("tag=‸\" \": b", "no request has a blank tag"),
                arguments("tag=\"a‸\\n\": b", "in quotes a \\ stands before \" or \\ only"),
                arguments("tag=\"a‸\t\": b", "a tag has no control characters"),
                arguments("tag=\"a\"‸TH: b", "expected a blank, a comma or the colon behind a condition, found T"),
                arguments("text=‸utf8: a", "expected one of gsm7, ucs2"),
                arguments("text=‸GSM7: a", "expected one of gsm7, ucs2"),
                arguments("from=‸: a", "expected one of name, number, shortcode, none"),
                arguments("from=‸ACME: a", "expected one of name, number, shortcode, none"),
                arguments("+‸: a", "expected the digits of a number's beginning right behind the +"),
                arguments("+‸ 66: a", "expected the digits"),
                arguments("‸+066: a", "no number in E.164 begins with +0"),
                arguments("‸+1234567890123456: a", "a prefix has at most 15 digits"),
                arguments("+66‸-81: a", "expected a blank, a comma or the colon"),
                arguments("‸66: a", "did you mean +66?"),
                arguments("* ‸TH: a", any),
                arguments("TH ‸*: a", any),
                arguments("TH‸*: a", "expected a blank, a comma or the colon"));
    }

    static Stream<Arguments> sense() {
        return Stream.of(
                arguments("TH ‸TH: a", "TH stands twice in one condition"),
                arguments("TH, ‸TH: a", "TH stands twice in one condition"),
                arguments("TH media, ‸media TH: a", "media TH adds nothing: TH media before it holds"),
                arguments("TH, ‸TH media: a", "TH media adds nothing: TH before it holds for the same requests"),
                arguments("+66, ‸+6681: a", "+6681 adds nothing: +66 before it holds for the same requests"),
                arguments("*, ‸TH: a", "TH adds nothing: * before it holds"),
                arguments("TH ‸US: a", "write TH, US for either of them"),
                arguments("+66 ‸+6681: a", "+66 and +6681 are two of a kind"),
                arguments("text=gsm7 TH ‸text=ucs2: a", "text=gsm7 and text=ucs2 are two of a kind"),
                arguments("a; ‸b", "this rule is never reached: rule 1 is for every request"),
                arguments("TH: a; *: b; ‸US: c", "this rule is never reached: rule 2 is for every request"),
                arguments("*: a; ‸tag=otp: b", "this rule is never reached: rule 1 is for every request"),
                arguments("TH: a; US, ‸TH: b", "TH is never reached: TH in rule 1 holds for the same requests"),
                arguments("+66: a; ‸+6681 media: b", "+6681 media is never reached: +66 in rule 1"),
                arguments("TH: a; ‸TH tag=otp: b", "what is asked for more precisely stands first"));
    }

    @ParameterizedTest
    @MethodSource({"stages", "weightsAndPrices", "conditions", "sense"})
    void the_caret_stands_under_what_is_wrong(String marked, String complaint) {
        int place = marked.indexOf('‸');
        String text = marked.replace("‸", "");

        String[] lines = problem(text).split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .matches("(can't be read|is wrong) at character " + (place + 1) + ": .*")
                .contains(complaint);
        int start = ruleStart(text, place);
        int semicolon = text.indexOf(';', place);
        String rule = text.substring(start, semicolon < 0 ? text.length() : semicolon + 1);
        assertThat(lines[1]).isEqualTo("  " + shown(rule).stripTrailing());
        assertThat(lines[2]).isEqualTo("  " + " ".repeat(place - start) + "^");
    }

    /** The rules here have no semicolons in quotes. */
    private static int ruleStart(String text, int place) {
        int start = text.lastIndexOf(';', place - 1) + 1;
        while (start < place && text.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private static String shown(String rule) {
        return Pattern.compile("[0-9]{7,}")
                .matcher(rule.replace('\t', ' ').replace('\u00a0', '?'))
                .replaceAll(digits -> "•".repeat(digits.group().length()));
    }

    @Test
    void only_the_rule_of_the_mistake_is_quoted_and_no_whole_number() {
        assertThat(problem("+66812345678: a; TH tag=\"x;+66812345678\": b | c; +66812345679: d"))
                .isEqualTo("""
                can't be read at character 45: expected || between a provider and the next to ask, found a single |
                  TH tag="x;+•••••••••••": b | c;
                                             ^""");
        assertThat(problem("+66812345678: a; +66812345678 media: b"))
                .contains("+••••••••••• media is never reached: +••••••••••• in rule 1")
                .doesNotContain("66812345678");
        assertThat(problem("SEKRET")).as("it may be no name at all").doesNotContain("sekret", "did you mean");
        assertThat(problem("TH: " + "a".repeat(45) + " | +66812345678")).doesNotContainPattern("[0-9]{3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_live_4fGhYtRe",
                "AbCdEfG1234567HiJkLmN",
                "AbCdEfGhIjKl",
                "deadbeefcafe12ab34",
                "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                "q7+Zk/3vXw9Lm2==",
                "SECRETKEYOFMINE",
                "รหัสของคุณคือ"
            })
    void a_word_that_reads_like_a_key_is_not_quoted(String key) {
        for (String form : new String[] {"%s | x", "wavix || %s | x", "%s: wavix | x", "tag=%s: wavix | x"}) {
            String route = form.formatted(key);
            assertThat(problem(route)).doesNotContain(key.substring(2, 8)).contains("••••••••");
        }
    }

    @Test
    void a_long_word_takes_no_time() {
        String word = "a-".repeat(4_000);

        assertThat(problem(word + " | x")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ThaiBulk",
                "AndroidGateway",
                "wavix-marketing2 | x",
                "tag=order_shipped.v2 | x",
                "thai--bulk",
                "marketing2024 | x"
            })
    void a_name_with_a_mistake_is_quoted(String route) {
        assertThat(problem(route)).contains("\n  " + route + "\n");
    }

    private static String problem(String text) {
        InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, () -> Route.parse(text));
        assertThat(thrown).as(text).isNotNull();
        assertThat(thrown.violations())
                .singleElement()
                .extracting(Violation::field)
                .isEqualTo("route");
        return thrown.violations().get(0).problem();
    }

    @Test
    void the_whole_message_is_three_lines() {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> Route.parse("TH: thaibulk | wavix"));

        assertThat(thrown).hasMessage("""
                route can't be read at character 14: expected || between a provider and the next to ask, found a single |
                  TH: thaibulk | wavix
                               ^""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r"})
    void a_blank_route_names_no_provider(String text) {
        assertThat(problem(text)).isEqualTo("names no provider; write for example wavix || androidgateway");
    }

    @Test
    void a_route_of_several_lines_shows_the_line() {
        assertThat(problem("TH: thaibulk;\n*: wavix |\n nativehub")).isEqualTo("""
                can't be read at line 2, character 10: expected || between a provider and the next to ask, found a single |
                  *: wavix |
                           ^""");
        assertThat(problem("a ||\n")).startsWith("can't be read at line 2, character 1: expected a provider's name");
    }

    @Test
    void a_long_route_shows_the_part_that_is_wrong() {
        String before = "a".repeat(30) + " || " + "b".repeat(60) + " || ";
        String behind = " || " + "c".repeat(60);

        assertThat(problem(before + "D" + behind))
                .endsWith(
                        "\n  …" + "b".repeat(46) + " || D" + " || " + "c".repeat(45) + "…\n  " + " ".repeat(51) + "^");
    }

    @Test
    void what_cant_be_seen_is_shown_as_a_question_mark() {
        assertThat(problem("a\u202e\u0007 || b")).contains("found the character U+202E\n  a?? || b\n   ^");
    }

    @Test
    void a_character_outside_the_basic_plane_is_one_character() {
        assertThat(problem("tag=\"😀\": a | b"))
                .startsWith("can't be read at character 12: ")
                .endsWith("\n  tag=\"😀\": a | b\n  " + " ".repeat(11) + "^");
    }

    @Test
    void a_route_has_at_most_ten_thousand_characters() {
        String longest = "a".repeat(10_000);

        assertThat(Route.parse(longest).providers()).containsExactly(longest);
        assertThat(problem(longest + "a")).isEqualTo("has 10001 characters; it may have at most 10000");
    }

    @Test
    void the_limit_is_that_of_the_text_with_its_blanks() {
        String names = IntStream.range(0, 2_000).mapToObj(i -> "a" + i).collect(Collectors.joining("||"));
        assertThat(names.length()).isGreaterThan(10_000);
        String fewer = IntStream.range(0, 1_300).mapToObj(i -> "a" + i).collect(Collectors.joining("||"));

        assertThat(fewer.length()).isLessThan(10_000);
        assertThat(problem(fewer)).matches("has 1\\d{4} characters with its blanks; it may have at most 10000");
    }

    @Test
    void a_route_has_at_most_five_hundred_rules() {
        String most = IntStream.range(0, 500).mapToObj(i -> "tag=" + i + ":a").collect(Collectors.joining(";"));

        assertThat(Route.parse(most).providers()).containsExactly("a");
        assertThat(problem(most + ";b")).contains("a route has at most 500 rules");
    }
}
