package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that does a little of what the other processes of the tests do, so that its classes are in their archive. */
final class ChildTraining {
    private ChildTraining() {}

    /**
     * Uses a store in each database.
     *
     * @param arguments a folder for its files, and the URL of an empty database of PostgreSQL
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        use(folder.resolve("training.db").toString(), folder);
        use(arguments[1], folder);
    }

    private static void use(String place, Path folder) throws IOException, InterruptedException {
        try (JdbcStore store = JdbcStore.builder(
                        KillingSource.of(SendingProcess.source(place), "a statement that isn't run", 1, false))
                .key(RotationProcess.NEW)
                .previousKeys(RotationProcess.OLD)
                .open()) {
            try (SmsClient client = SendingProcess.client(store, folder.resolve("sent"), SendingProcess.Crash.NEVER)) {
                client.trySend(SendingProcess.request());
            }
            campaign(store);
            outbox(store);
            store.spend().reserve(SpendingProcess.request());
            store.rateLimits().reserve("first", LimitedProcess.PER_SECOND, Duration.ZERO);
            store.rotateKey();
        }
    }

    private static void campaign(JdbcStore store) throws IOException {
        try (CountingServer server = new CountingServer(new MeSmsConversation());
                SmsClient client = CampaignProcess.client(store, "http://127.0.0.1:" + server.port())) {
            Campaigns campaigns = store.campaigns(client);
            campaigns.create(CampaignProcess.request(), Recipients.of(CampaignProcess.numbers(30).stream()));
            campaigns.run(
                    CampaignProcess.NAME, CampaignRun.builder().maxBulk(20).build());
        }
    }

    private static void outbox(JdbcStore store) throws IOException, InterruptedException {
        CountDownLatch sent = new CountDownLatch(1);
        try (CountingServer server = new CountingServer(new OutboxConversation());
                SmsClient client = OutboxProcess.client(store.idempotency(), server.port(), OutboxProcess.Crash.NEVER);
                Outbox outbox = store.outbox(OutboxProcess.settings()
                        .listener(OutboxProcess.sent(key -> sent.countDown()))
                        .build())) {
            outbox.start(client);
            outbox.enqueue(OutboxProcess.request("order-1"));
            sent.await();
        }
    }
}
