package io.heliograph.sandbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What becomes of the recipients of one send: those of one meaning share a timeline, however many they are. */
record Outcomes(Map<SpecialNumber, Timeline> timelines) {

    static Outcomes from(Function<SpecialNumber, Timeline> timeline) {
        Map<SpecialNumber, Timeline> timelines = new EnumMap<>(SpecialNumber.class);
        for (SpecialNumber special : SpecialNumber.values()) {
            timelines.put(special, timeline.apply(special));
        }
        return new Outcomes(timelines);
    }

    Timeline of(SpecialNumber special) {
        return Objects.requireNonNull(timelines.get(special), "every meaning has a timeline");
    }

    Timeline of(String number) {
        return of(SpecialNumber.of(number));
    }
}
