package io.heliograph.sandbox.vendor.wavix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.squareup.moshi.Moshi;
import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavixListTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @BeforeEach
    void sendThree() {
        send("Wavix", "+66811111111", "one", "null");
        clock.advance(Duration.ofDays(1));
        send("Other", "+66822222222", "two", "null");
        clock.advance(Duration.ofDays(1));
        send("Wavix", "+12025550123", "three", "[\"https://a.test/b\"]");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void send(String from, String to, String tag, String media) {
        JsonResponse response = Browser.postWavix(sandbox, """
                {"from":"%s","to":"%s","tag":"%s","message_body":{"text":"Hi","media":%s}}""".formatted(from, to, tag, media));
        assertThat(response.status()).isEqualTo(201);
    }

    private List<Object> tags(String query) {
        JsonResponse response = Browser.getWavix(sandbox, "?" + query);
        assertThat(response.status()).isEqualTo(200);
        return response.objects("items").stream().map(item -> item.get("tag")).toList();
    }

    @Test
    void all_sent_messages_are_listed_newest_first() {
        JsonResponse response = Browser.getWavix(sandbox, "?type=outbound");

        assertThat(response.objects("items"))
                .extracting(item -> item.get("tag"))
                .containsExactly("three", "two", "one");
        assertThat(response.object("pagination"))
                .isEqualTo(Map.of("current_page", 1.0, "per_page", 25.0, "total", 3.0, "total_pages", 1.0));
        String id = String.valueOf(response.objects("items").get(0).get("message_id"));
        Map<String, Object> alone = new HashMap<>(Browser.getWavix(sandbox, id).json());
        alone.remove("carrier_fees");
        assertThat(response.objects("items").get(0)).isEqualTo(alone);
    }

    @Test
    void fees_that_arent_known_are_left_out_of_a_list_because_they_may_not_be_null_there() {
        assertThat(Browser.getWavix(sandbox, "?type=outbound").objects("items"))
                .extracting(item -> item.containsKey("carrier_fees"), item -> item.get("carrier_fees"))
                .containsExactly(tuple(false, null), tuple(true, "0.0"), tuple(true, "0.0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tag=two                  | two
            tag=tw                   |
            to=66811111111           | one
            to=%2B66811111111        | one
            from=Other               | two
            status=delivered         | two,one
            status=accepted          | three
            message_type=mms         | three
            message_type=sms         | two,one
            sent_after=2026-03-02    | three,two
            sent_before=2026-03-02   | two,one
            sent_after=2026-03-02&sent_before=2026-03-02 | two
            from=Wavix&tag=three     | three
            per_page=2               | three,two
            per_page=2&page=2        | one
            page=7                   |
            """)
    void a_list_is_filtered_and_paged(String query, String expected) {
        List<Object> wanted = expected == null ? List.of() : List.of((Object[]) expected.split(",", 0));

        assertThat(tags("type=outbound&" + query)).isEqualTo(wanted);
    }

    @Test
    void nothing_is_received_until_a_phone_replies() {
        assertThat(tags("type=inbound")).isEmpty();
    }

    @Test
    void a_reply_is_in_the_list_of_inbound_messages_with_every_field_of_the_schema() {
        String id = sandbox.reply("wavix", "+66812345678", "+12015550123", "Stop!");
        sandbox.reply("wavix", "+66812345679", "+12015550123", "Hi");

        assertThat(Browser.getWavix(sandbox, "?type=inbound&from=66812345678").objects("items"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item)
                            .containsEntry("message_id", id)
                            .containsEntry("direction", "inbound")
                            .containsEntry("from", "+66812345678")
                            .containsEntry("to", "+12015550123")
                            .containsEntry("message_type", "sms")
                            .containsEntry("segments", 1.0)
                            .containsEntry("charge", "0.0")
                            .containsEntry("sent_at", null)
                            .containsEntry("submitted_at", "2026-03-03T12:00:00.250Z");
                    assertThat(item.get("message_body"))
                            .isInstanceOf(Map.class)
                            .asString()
                            .contains("Stop!");
                    assertThat(item.keySet())
                            .containsExactlyInAnyOrder(
                                    "message_id",
                                    "message_type",
                                    "from",
                                    "to",
                                    "direction",
                                    "mcc",
                                    "mnc",
                                    "message_body",
                                    "tag",
                                    "status",
                                    "segments",
                                    "charge",
                                    "submitted_at",
                                    "sent_at",
                                    "delivered_at",
                                    "error_message");
                });
        assertThat(tags("type=outbound")).hasSize(3);
        assertThat(Browser.getWavix(sandbox, "?type=inbound").objects("items")).hasSize(2);
    }

    @Test
    void the_export_has_the_rows_of_the_list_as_lines_and_filters_by_the_second() {
        JsonResponse list = Browser.getWavix(sandbox, "?type=outbound");

        assertThat(Browser.getWavix(sandbox, "all?type=outbound").body().lines())
                .map(WavixListTest::read)
                .isEqualTo(list.objects("items"));
        assertThat(exported("type=outbound&sent_after=2026-03-02T12:00:00&sent_before=2026-03-02T12:00:00"))
                .containsExactly("two");
        assertThat(exported("type=outbound&sent_after=2026-03-02T12:00:01")).containsExactly("three");
        for (String wrong : List.of("type=outbound&page=1", "type=outbound&sent_after=2026-03-02", "tag=one")) {
            assertThat(Browser.getWavix(sandbox, "all?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String line) {
        try {
            return (Map<String, Object>)
                    new Moshi.Builder().build().adapter(Object.class).fromJson(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Object> exported(String query) {
        return Browser.getWavix(sandbox, "all?" + query)
                .body()
                .lines()
                .map(line -> read(line).get("tag"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type",
                "type=both",
                "page=0",
                "page=x",
                "per_page=101",
                "per_page=0",
                "sent_after=2026-3-1",
                "sent_before=2026-03-01T00:00:00",
                "status=gone",
                "message_type=fax",
                "limit=5"
            })
    void a_query_outside_its_range_is_rejected(String query) {
        String type = query.startsWith("type") ? "" : "type=outbound&";

        JsonResponse response = Browser.getWavix(sandbox, "?" + type + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("message")).isEqualTo("Missing or invalid parameter " + query.split("=", 2)[0]);
    }

    @Test
    void the_type_is_required() {
        assertThat(Browser.getWavix(sandbox, "?tag=one").status()).isEqualTo(400);
    }
}
