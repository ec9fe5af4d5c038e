package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.TestNumber;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The timelines of one send's recipients: all recipients with the same outcome share one. */
public record TimelinesByNumber(Map<TestNumber, MessageTimeline> timelines) {

    public static TimelinesByNumber from(Function<TestNumber, MessageTimeline> timeline) {
        Map<TestNumber, MessageTimeline> timelines = new EnumMap<>(TestNumber.class);
        for (TestNumber testNumber : TestNumber.values()) {
            timelines.put(testNumber, timeline.apply(testNumber));
        }
        return new TimelinesByNumber(timelines);
    }

    public MessageTimeline of(TestNumber testNumber) {
        return Objects.requireNonNull(timelines.get(testNumber), "every meaning has a timeline");
    }

    public MessageTimeline of(String number) {
        return of(TestNumber.of(number));
    }
}
