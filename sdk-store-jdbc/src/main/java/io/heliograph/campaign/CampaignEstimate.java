package io.heliograph.campaign;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.routing.Plan;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would send and cost now, for each provider and country; nothing is sent or stored. Immutable.
 *
 * @param lines all lines
 * @param invalid lines that can't be sent, because they have no number or lack a value
 * @param duplicates lines whose number an earlier line has
 * @param unsendable how many recipients no provider would get, by the type of the reason, such as {@code OPTED_OUT}
 * @param groups the recipients by provider and country
 */
public record CampaignEstimate(
        long lines, long invalid, long duplicates, Map<String, Long> unsendable, List<Group> groups) {
    public CampaignEstimate {
        unsendable = Map.copyOf(unsendable);
        groups = List.copyOf(groups);
    }

    /**
     * The recipients in one country that would be sent to by one provider first.
     *
     * @param country the country's code; {@code ?} where there is none
     * @param credits what the account would be charged, by unit
     * @param cost the cost by the client's prices, by currency; without recipients that have no price
     */
    public record Group(
            String provider,
            String country,
            long recipients,
            long segments,
            Map<String, Long> credits,
            Map<String, BigDecimal> cost) {
        public Group {
            credits = Map.copyOf(credits);
            cost = Map.copyOf(cost);
        }
    }

    /** The recipients that would be sent to. */
    public long recipients() {
        return groups.stream().mapToLong(Group::recipients).sum();
    }

    /**
     * Reads all recipients, and keeps 16 bytes of each.
     *
     * @throws InvalidRequestException as {@link Campaigns#create}
     */
    public static CampaignEstimate of(SmsClient client, CampaignRequest request, Recipients source) {
        Counter counter = new Counter(client, request);
        Iterator<Recipients.Line> lines = source.lines(request.placeholders());
        while (lines.hasNext()) {
            counter.add(lines.next());
        }
        return counter.estimate();
    }

    /** Counts lines. Not thread-safe. */
    private static final class Counter {
        private final SmsClient client;
        private final CampaignRequest request;
        private final NumberSet seen = new NumberSet();
        private final Map<String, Sum> sums = new TreeMap<>();
        private final Map<String, Long> unsendable = new TreeMap<>();
        private long lines;
        private long invalid;
        private long duplicates;

        private Counter(SmsClient client, CampaignRequest request) {
            this.client = client;
            this.request = request;
        }

        private void add(Recipients.Line line) {
            lines++;
            SendRequest send = valid(line);
            if (send == null) {
                invalid++;
            } else if (!seen.add(send.to().canonical().asLong())) {
                duplicates++;
            } else {
                add(send);
            }
        }

        private @Nullable SendRequest valid(Recipients.Line line) {
            try {
                PhoneNumber.of(line.to());
                return line.problem() == null
                        ? request.to(line.to(), line.values()).build()
                        : null;
            } catch (InvalidRequestException e) {
                return null;
            }
        }

        private void add(SendRequest send) {
            Plan plan = client.plan(send);
            if (plan.steps().isEmpty()) {
                String type = plan.excluded().isEmpty()
                        ? "NO_ROUTE"
                        : plan.excluded().get(0).reason().type().name();
                unsendable.merge(type, 1L, Long::sum);
                return;
            }
            CostEstimate estimate = plan.steps().get(0);
            String country = send.to().country().orElse("?");
            sums.computeIfAbsent(estimate.provider() + '\n' + country, place -> new Sum(estimate.provider(), country))
                    .add(estimate);
        }

        private CampaignEstimate estimate() {
            return new CampaignEstimate(
                    lines,
                    invalid,
                    duplicates,
                    unsendable,
                    sums.values().stream().map(Sum::group).toList());
        }
    }

    /** The sum of a group. Not thread-safe. */
    private static final class Sum {
        private final String provider;
        private final String country;
        private final Map<String, Long> credits = new TreeMap<>();
        private final Map<String, BigDecimal> cost = new TreeMap<>();
        private long recipients;
        private long segments;

        private Sum(String provider, String country) {
            this.provider = provider;
            this.country = country;
        }

        private void add(CostEstimate estimate) {
            recipients++;
            segments += estimate.segments().parts();
            estimate.credits().amounts().forEach((unit, amount) -> credits.merge(unit, amount, Long::sum));
            if (estimate.price().isPresent()) {
                Money price = estimate.price().get();
                cost.merge(price.currency(), price.amount(), BigDecimal::add);
            }
        }

        private Group group() {
            return new Group(provider, country, recipients, segments, credits, cost);
        }
    }
}
