package io.heliograph.wavix;

import io.heliograph.http.ResourcePath;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter for opt-outs. Immutable and thread-safe: each method returns a new filter. {@code toString} has no numbers.
 */
public final class OptOutFilter {
    private final Map<String, String> query;

    private OptOutFilter(Map<String, String> query) {
        this.query = query;
    }

    public static OptOutFilter all() {
        return new OptOutFilter(Map.of());
    }

    public OptOutFilter sender(Sender sender) {
        return with("sender_id", WavixWire.number(sender));
    }

    /** Selects the opt-outs of one 10DLC campaign. */
    public OptOutFilter campaign(String campaignId) {
        return with("campaign_id", campaignId);
    }

    /** Selects opt-outs from this day on, inclusive. */
    public OptOutFilter createdAfter(LocalDate day) {
        return with("created_after", day.toString());
    }

    /** Selects opt-outs up to this day, inclusive. */
    public OptOutFilter createdBefore(LocalDate day) {
        return with("created_before", day.toString());
    }

    /**
     * Sets the page size, 1 to 100; the vendor's default is 25.
     *
     * @throws io.heliograph.message.InvalidRequestException if it is out of range
     */
    public OptOutFilter perPage(int count) {
        Violations violations = new Violations();
        WavixValidation.perPage(count, violations);
        violations.throwIfAny();
        return with("per_page", String.valueOf(count));
    }

    private OptOutFilter with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new OptOutFilter(more);
    }

    ResourcePath on(ResourcePath optOuts) {
        return WavixPage.filtered(optOuts, query);
    }

    @Override
    public String toString() {
        return "OptOutFilter" + query.keySet();
    }
}
