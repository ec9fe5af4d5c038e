package io.heliograph.cli;

import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignEstimate;
import io.heliograph.campaign.CampaignStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Jobs and dry runs in lines for people. */
final class BulkReport {
    private BulkReport() {}

    static void print(PrintWriter out, CampaignStatus status) {
        out.println("job " + status.name() + ": "
                + status.state().name().toLowerCase(Locale.ROOT)
                + (status.reason().isEmpty() ? "" : ", because " + status.reason()));
        out.println(lines(status.counts().lines()) + ": " + counts(status.counts()));
    }

    private static String lines(long count) {
        return count == 1 ? "1 line" : count + " lines";
    }

    /** The counts that aren't 0. */
    static String counts(CampaignCounts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.accepted(), "accepted");
        add(parts, counts.rejected(), "rejected");
        add(parts, counts.unknown(), "UNKNOWN (may have been sent)");
        add(parts, counts.suppressed(), "suppressed");
        add(parts, counts.invalid(), "invalid");
        add(parts, counts.duplicates(), "duplicates");
        add(parts, counts.waiting(), "waiting");
        add(parts, counts.sending(), "being sent");
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String name) {
        if (count > 0) {
            parts.add(count + " " + name);
        }
    }

    static void print(PrintWriter out, CampaignEstimate estimate) {
        out.println("dry run: nothing was sent or stored");
        out.println(lines(estimate.lines()) + ": " + estimate.recipients() + " recipients, " + estimate.invalid()
                + " invalid, " + estimate.duplicates() + " duplicates");
        new TreeMap<>(estimate.unsendable())
                .forEach((reason, count) -> out.println("  " + count + " would be rejected: " + reason));
        for (CampaignEstimate.Group group : estimate.groups()) {
            out.println("  " + group.provider() + ", " + group.country() + ": " + group.recipients() + " recipients, "
                    + group.segments() + " segments, credits " + credits(group.credits()) + ", cost "
                    + (group.cost().isEmpty() ? "not known: no price is set" : amounts(group.cost())));
        }
    }

    private static String credits(Map<String, Long> amounts) {
        return new TreeMap<>(amounts)
                .entrySet().stream()
                        .map(amount -> amount.getValue() + " " + amount.getKey() + (amount.getValue() == 1 ? "" : "s"))
                        .collect(Collectors.joining(" + "));
    }

    private static String amounts(Map<String, ? extends Number> amounts) {
        return new TreeMap<>(amounts)
                .entrySet().stream()
                        .map(amount -> amount.getValue() + " " + amount.getKey())
                        .collect(Collectors.joining(" + "));
    }
}
