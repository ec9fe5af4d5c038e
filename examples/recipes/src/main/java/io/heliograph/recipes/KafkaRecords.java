package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How does a record of Kafka become one SMS, however often it is delivered?
 *
 * <p>A consumer gets a record again after a crash, a rebalance or a reset of its offsets. The key is made of what names the event: a
 * header, where its producer sets one, else the record's place. {@code scripts/recipe kafka} runs it with a broker.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(KafkaRecords.Notices.class)
class KafkaRecords {
    static final String TOPIC = "shipped";

    /** Debezium's outbox sets it; your producer may, so that an event that it writes twice is one SMS too. */
    static final String EVENT_ID = "id";

    static class Notices {
        private final SmsClient sms;

        Notices(SmsClient sms) {
            this.sms = sms;
        }

        /** The record's key is the order, its value the phone. */
        @KafkaListener(topics = TOPIC)
        public void on(ConsumerRecord<String, String> shipped) {
            SendRequest request = SendRequest.to(shipped.value())
                    .from("ACME")
                    .text("Your order is on its way")
                    .idempotencyKey(key(shipped))
                    .build();
            SendOutcome outcome = sms.trySend(request);
            if (outcome instanceof SendOutcome.Unknown) {
                outcome = sms.reconcile(request); // asks the provider, where it can be asked
            }
            if (!(outcome instanceof SendOutcome.Accepted)) {
                throw new IllegalStateException("not accepted: " + outcome.key()); // see the error handler
            }
        }
    }

    static IdempotencyKey key(ConsumerRecord<?, ?> shipped) {
        Header id = shipped.headers().lastHeader(EVENT_ID);
        return id == null
                ? IdempotencyKey.derive(
                        "kafka",
                        shipped.topic(),
                        Integer.toString(shipped.partition()),
                        Long.toString(shipped.offset()))
                : IdempotencyKey.derive("event", new String(id.value(), StandardCharsets.UTF_8));
    }

    /** Tries for a minute, in the partition's order; then the record goes to the topic {@code shipped-dlt}, and a person decides. */
    @Bean
    DefaultErrorHandler errors(KafkaTemplate<?, ?> template) {
        ExponentialBackOff waits = new ExponentialBackOff(1_000, 2);
        waits.setMaxElapsedTime(60_000);
        return new DefaultErrorHandler(new DeadLetterPublishingRecoverer(template), waits);
    }

    static ConfigurableApplicationContext start(Path folder, String broker, String group, URI sandbox) {
        return SpringApplication.run(
                KafkaRecords.class,
                "--spring.kafka.bootstrap-servers=" + broker,
                "--spring.kafka.consumer.group-id=" + group,
                "--spring.kafka.consumer.auto-offset-reset=earliest",
                "--spring.kafka.listener.ack-mode=record",
                "--heliograph.store=" + folder.resolve("sms.db").toAbsolutePath(), // or jdbc, for many machines
                "--heliograph.deadline=2s",
                "--heliograph.route=wavix",
                "--heliograph.sandbox.enabled=true",
                "--heliograph.sandbox.url=" + sandbox,
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off");
    }
}
