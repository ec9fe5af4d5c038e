package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:00:30Z, 2026-11-20T08:00:30Z",
        "2026-11-20t08:00:30z, 2026-11-20T08:00:30Z",
        "2026-11-20T08:00:30.5Z, 2026-11-20T08:00:30.500Z",
        "2026-11-20T08:00:30.123Z, 2026-11-20T08:00:30.123Z",
        "2026-11-20T08:00:30.123456789Z, 2026-11-20T08:00:30.123456789Z",
        "2026-11-20T08:00Z, 2026-11-20T08:00:00Z",
        "2026-11-20T15:00:30+07:00, 2026-11-20T08:00:30Z",
        "2026-11-20T15:00:30.25+07:00, 2026-11-20T08:00:30.250Z",
        "2026-11-20T15:00:30+07, 2026-11-20T08:00:30Z",
        "2026-11-20T02:30:30-05:30, 2026-11-20T08:00:30Z",
        "2026-11-20T08:00:30+00:00, 2026-11-20T08:00:30Z",
        "2026-11-20T08:00:30, 2026-11-20T08:00:30Z",
        "2026-11-20T08:00:30.123, 2026-11-20T08:00:30.123Z",
        "2026-11-20T08:00, 2026-11-20T08:00:00Z"
    })
    void an_iso_time_is_read_and_no_zone_is_utc(String text, Instant instant) {
        assertThat(Timestamps.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020-01-01 12:00:00 +0000 | 2020-01-01T12:00:00Z",
                "2020-01-01 12:00:00 +0530 | 2020-01-01T06:30:00Z",
                "2020-01-01 12:00:00+05:30 | 2020-01-01T06:30:00Z",
                "2020-01-01 12:00:00.25 | 2020-01-01T12:00:00.250Z",
                "2020-01-01 12:00:00 | 2020-01-01T12:00:00Z",
                "Wed, 01 Jan 2020 12:00:00 +0000 | 2020-01-01T12:00:00Z",
                "Wed, 1 Jan 2020 12:00:00 GMT | 2020-01-01T12:00:00Z",
                "1 Jan 2020 12:00:00 -0130 | 2020-01-01T13:30:00Z"
            })
    void a_time_with_blanks_and_one_of_rfc_2822_are_read(String text, Instant instant) {
        assertThat(Timestamps.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "0",
                "1763625630",
                "2026-11-20",
                "08:00:30",
                "2026-11-31T08:00:30Z",
                "2026-13-01T08:00:30Z",
                "2026-11-20T25:00:30Z",
                "2026-11-20T08:00:30+25:00",
                "0000-00-00T00:00:00Z",
                "20-11-2026T08:00:30Z",
                "2026-11-20T08:00:30Z trailing",
                "2026-11-31 08:00:30",
                "2026-11-20 08:00:30 UTC",
                "Thu, 01 Jan 2020 12:00:00 +0000",
                "Tue, 31 Nov 2026 08:00:30 GMT",
                "๒๐๒๖-๑๑-๒๐T๐๘:๐๐:๓๐Z"
            })
    void anything_else_is_null(@Nullable String text) {
        assertThat(Timestamps.parse(text)).isNull();
    }
}
