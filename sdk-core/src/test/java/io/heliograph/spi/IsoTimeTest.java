package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private static final int TEXTS = 40_000;
    private static final String[] DAYS = {"01", "28", "29", "30", "31", "32", "00", "1"};
    private static final String[] ZONES = {
        "", "Z", "+07:00", "-0330", "+05", " +0000", " Z", "+18:00", "-00:00", "+7", "z", "+07:60", "ZZ", "+07:00Z"
    };
    private static final String[] FRACTIONS = {"", ".1", ".123", ".123456789", ".1234567891", ".", ",5", ".١", ".000"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T09:07:53",
                "2026-11-20T09:07:53Z",
                "2026-11-20T09:07:53.123Z",
                "2026-11-20T09:07:53.123456789+07:00",
                "2026-11-20 09:07:53 +0700",
                "2028-02-29T00:00:00-03"
            })
    void reads_the_usual_forms_without_a_formatter(String text) {
        assertThat(IsoTime.parse(text)).isNotNull().isEqualTo(Timestamps.byFormat(text));
    }

    @Test
    void agrees_with_the_formats_wherever_it_reads_a_text_at_all() {
        Random random = new Random(20_261_130);
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            Instant time = IsoTime.parse(text);
            if (time != null) {
                read++;
                assertThat(time).as(text).isEqualTo(Timestamps.byFormat(text));
            }
            assertThat(Timestamps.parse(text)).as(text).isEqualTo(Timestamps.byFormat(text));
        }
        assertThat(read).isGreaterThan(TEXTS / 20);
    }

    private static String text(Random random) {
        String date = two(random, 20, 2) + two(random, 0, 100) + "-" + two(random, 0, 14) + "-" + one(random, DAYS);
        String time = two(random, 0, 25) + ":" + two(random, 0, 61) + ":" + two(random, 0, 61);
        String separator = one(random, "T", "T", " ", "t", "");
        String whole = date + separator + time + one(random, FRACTIONS) + one(random, ZONES);
        return random.nextInt(20) == 0 ? damaged(random, whole) : whole;
    }

    private static String damaged(Random random, String text) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + one(random, "", "-", ":", "9", "x") + text.substring(at + 1);
    }

    private static String two(Random random, int first, int count) {
        return String.format(java.util.Locale.ROOT, "%02d", first + random.nextInt(count));
    }

    private static String one(Random random, String... options) {
        return options[random.nextInt(options.length)];
    }
}
