package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import io.heliograph.wavix.Wavix;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * How does everybody in a CSV file get one SMS, also if the program ends in the middle?
 *
 * <p>The campaign has a name, and its state is in a file: the same program again goes on where it was. {@code scripts/recipe
 * campaign} runs it.
 */
final class CsvCampaign {
    private static final String NAME = "spring-sale";

    private CsvCampaign() {}

    /**
     * Sends to whoever in the file hasn't got it yet.
     *
     * @param stopped whether to end early; what is under way ends first
     */
    static CampaignStatus send(Path csv, Path file, URI wavix, BooleanSupplier stopped) throws IOException {
        try (JdbcStore store = SqliteStore.open(file);
                SmsClient sms = SmsClient.builder()
                        .provider(Wavix.builder()
                                .apiKey("sandbox")
                                .baseUrl(wavix.toString())
                                .from("ACME")
                                .build())
                        .idempotencyStore(store.idempotency())
                        .suppressionStore(store.suppressions())
                        .build()) {
            Campaigns campaigns = store.campaigns(sms);
            if (campaigns.list().stream().noneMatch(campaign -> campaign.name().equals(NAME))) {
                try (Reader recipients = Files.newBufferedReader(csv)) {
                    campaigns.create(
                            CampaignRequest.template(NAME, "Hi {name}, 20% off until Sunday")
                                    .build(),
                            Recipients.csv(recipients));
                }
            }
            return campaigns.run(NAME, CampaignRun.builder().stopWhen(stopped).build());
        }
    }

    /** Sends to some of 100 people, ends, and goes on. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("heliograph-recipe");
        StringBuilder rows = new StringBuilder("phone,name\n");
        for (int i = 0; i < 100; i++) {
            rows.append("+447700900")
                    .append(100 + i)
                    .append(",Person ")
                    .append(i)
                    .append('\n');
        }
        Path csv = Files.writeString(folder.resolve("recipients.csv"), rows);
        Path file = folder.resolve("sms.db");
        try (Sandbox sandbox = Sandbox.builder().start()) {
            URI wavix = sandbox.baseUrl("wavix");
            print(send(csv, file, wavix, () -> sandbox.inbox().size() >= 20), sandbox);
            print(send(csv, file, wavix, () -> false), sandbox);
        }
    }

    private static void print(CampaignStatus status, Sandbox sandbox) {
        CampaignCounts counts = status.counts();
        long phones =
                sandbox.inbox().stream().map(message -> message.to()).distinct().count();
        Demo.say(
                "%s: %d accepted, %d rejected, %d waiting; %d SMS to %d phones",
                status.state(),
                counts.accepted(),
                counts.rejected(),
                counts.waiting(),
                sandbox.inbox().size(),
                phones);
    }
}
