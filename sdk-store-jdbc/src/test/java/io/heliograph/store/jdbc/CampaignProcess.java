package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignBusyException;
import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignState;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.thaibulk.ThaiBulk;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Another process that creates a campaign, unless it is there, and sends it until it has ended. It may kill itself before or after a
 * statement of its database.
 */
final class CampaignProcess {
    static final String NAME = "sale";
    static final int FINISHED = 0;
    static final int BUSY = 3;

    private CampaignProcess() {}

    /**
     * What a process does.
     *
     * @param minutesLater how far ahead of the machine its store's clock is, so that leases of those before have ended
     * @param statement a piece of the statement at which it kills itself; empty for never
     * @param time the how manieth time
     * @param after whether it does so after the statement
     */
    record Settings(
            String store,
            String vendor,
            int lines,
            int maxBulk,
            int minutesLater,
            String statement,
            int time,
            boolean after) {
        Settings at(String newStatement, int newTime, boolean isAfter) {
            return new Settings(store, vendor, lines, maxBulk, minutesLater, newStatement, newTime, isAfter);
        }

        Settings later(int minutes) {
            return new Settings(store, vendor, lines, maxBulk, minutes, "", 0, false);
        }
    }

    static Process start(Settings settings) throws IOException {
        return ChildJvm.of(
                        CampaignProcess.class,
                        settings.store(),
                        settings.vendor(),
                        Integer.toString(settings.lines()),
                        Integer.toString(settings.maxBulk()),
                        Integer.toString(settings.minutesLater()),
                        settings.statement(),
                        Integer.toString(settings.time()),
                        Boolean.toString(settings.after()))
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) {
        Settings settings = new Settings(
                arguments[0],
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                arguments[5],
                Integer.parseInt(arguments[6]),
                Boolean.parseBoolean(arguments[7]));
        try (JdbcStore store = open(settings);
                SmsClient client = client(store, settings.vendor())) {
            System.exit(run(store.campaigns(client), settings));
        }
    }

    /** Creates the campaign, unless it is there, and sends it; gives how the process ends. */
    static int run(Campaigns campaigns, Settings settings) {
        try {
            try {
                campaigns.create(request(), Recipients.of(numbers(settings.lines()).stream()));
            } catch (InvalidRequestException e) {
                // It is complete already, so it is resumed.
            }
            CampaignState state = campaigns
                    .run(NAME, CampaignRun.builder().maxBulk(settings.maxBulk()).build())
                    .state();
            return state == CampaignState.FINISHED ? FINISHED : 1;
        } catch (CampaignBusyException e) {
            return BUSY;
        }
    }

    static CampaignRequest request() {
        return CampaignRequest.text(NAME, "We open at nine").from("ACME").build();
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "+668%08d", i))
                .toList();
    }

    static SmsClient client(JdbcStore store, String vendor) {
        return SmsClient.builder()
                .provider(ThaiBulk.builder()
                        .baseUrl(vendor)
                        .apiKey("0123456789abcdef")
                        .build())
                .idempotencyStore(store.idempotency())
                .retry(RetryPolicy.none())
                .deadline(Duration.ofSeconds(20))
                .build();
    }

    static JdbcStore open(Settings settings) {
        Duration later = Duration.ofMinutes(settings.minutesLater());
        return JdbcStore.builder(KillingSource.of(
                        SendingProcess.source(settings.store()),
                        settings.statement(),
                        settings.time(),
                        settings.after()))
                .clock(new MachineClock(
                        Clock.systemUTC(), () -> System.nanoTime() + later.toNanos(), MachineClock::linuxBoot))
                .postgresNow(() -> PostgresDatabase.NOW + " + " + Micros.of(later))
                .open();
    }
}
