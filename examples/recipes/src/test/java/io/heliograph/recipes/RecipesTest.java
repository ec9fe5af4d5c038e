package io.heliograph.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignState;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.outbox.Outbox;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.wavix.Wavix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class RecipesTest {
    private static final String PHONE = "+447700900123";

    /** More than a campaign has under way at once. */
    private static final int PEOPLE = 200;

    @TempDir
    @Nullable
    Path folder;

    private Path folder() {
        return Objects.requireNonNull(folder, "folder");
    }

    @Test
    void an_order_and_its_sms_are_there_together_or_not_at_all_also_after_a_restart() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            try (ConfigurableApplicationContext application = OrderOutbox.start(folder(), sandbox.url(), false)) {
                OrderOutbox.Orders orders = application.getBean(OrderOutbox.Orders.class);
                orders.ship("42", PHONE);
                assertThatThrownBy(() -> orders.ship("42", "+447700900124")).isNotNull();
                assertThat(application.getBean(Outbox.class).health().waiting()).isOne();
            }
            try (ConfigurableApplicationContext application = OrderOutbox.start(folder(), sandbox.url(), true)) {
                Outbox outbox = application.getBean(Outbox.class);
                Demo.await(
                        "the worker",
                        () -> outbox.health().waiting() + outbox.health().sending() == 0);
                assertThat(application.getBean(JdbcTemplate.class).queryForList("SELECT id FROM orders", String.class))
                        .containsExactly("42");
            }
            assertThat(sandbox.inbox())
                    .singleElement()
                    .satisfies(sms -> assertThat(sms.to()).isEqualTo(PHONE));
        }
    }

    @Test
    void a_campaign_that_stopped_in_the_middle_goes_on_and_each_phone_has_one_sms() throws IOException {
        StringBuilder rows = new StringBuilder("phone,name\n");
        for (int i = 0; i < PEOPLE; i++) {
            rows.append("+447700900").append(100 + i).append(",Person\n");
        }
        Path csv = Files.writeString(folder().resolve("recipients.csv"), rows);
        Path file = folder().resolve("sms.db");
        try (Sandbox sandbox = Sandbox.builder().start()) {
            CampaignStatus first = CsvCampaign.send(
                    csv, file, sandbox.baseUrl("wavix"), () -> !sandbox.inbox().isEmpty());
            assertThat(first.state()).isEqualTo(CampaignState.PAUSED);
            assertThat(first.counts().waiting()).isPositive();

            CampaignStatus second = CsvCampaign.send(csv, file, sandbox.baseUrl("wavix"), () -> false);

            assertThat(second.counts().accepted()).isEqualTo(PEOPLE);
            assertThat(sandbox.inbox())
                    .hasSize(PEOPLE)
                    .extracting(sms -> sms.to())
                    .doesNotHaveDuplicates();
            assertThat(CsvCampaign.send(csv, file, sandbox.baseUrl("wavix"), () -> false)
                            .counts()
                            .accepted())
                    .isEqualTo(PEOPLE);
            assertThat(sandbox.inbox()).hasSize(PEOPLE);
        }
    }

    private static ConsumerRecord<String, String> delivered(long offset) {
        return new ConsumerRecord<>(KafkaRecords.TOPIC, 3, offset, "42", PHONE);
    }

    @Test
    void a_record_that_is_delivered_twice_is_one_sms_and_so_is_an_event_that_was_written_twice() {
        try (Sandbox sandbox = Sandbox.builder().start();
                SmsClient sms = SmsClient.builder()
                        .provider(Wavix.builder()
                                .apiKey("sandbox")
                                .baseUrl(sandbox.baseUrl("wavix").toString())
                                .from("ACME")
                                .build())
                        .build()) {
            KafkaRecords.Notices notices = new KafkaRecords.Notices(sms);
            notices.on(delivered(7));
            notices.on(delivered(7));
            assertThat(sandbox.inbox()).hasSize(1);
            notices.on(delivered(8));
            assertThat(sandbox.inbox()).hasSize(2);

            for (long offset : new long[] {9, 10}) {
                ConsumerRecord<String, String> written = delivered(offset);
                written.headers().add(KafkaRecords.EVENT_ID, "a-1".getBytes(StandardCharsets.UTF_8));
                notices.on(written);
            }
            assertThat(sandbox.inbox()).hasSize(3);
        }
    }

    @Test
    void the_key_of_a_record_is_the_same_in_every_version() {
        assertThat(KafkaRecords.key(delivered(7)))
                .isEqualTo(IdempotencyKey.derive("kafka", KafkaRecords.TOPIC, "3", "7"))
                .isNotEqualTo(KafkaRecords.key(delivered(8)));
    }
}
