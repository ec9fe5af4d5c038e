package io.heliograph.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The recipe with a broker in this process; {@code scripts/recipe kafka} runs it. */
class KafkaRecordsTest {
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, KafkaRecords.TOPIC);
    private final Sandbox sandbox = Sandbox.builder().start();

    @TempDir
    @Nullable
    Path folder;

    @BeforeEach
    void start() {
        broker.afterPropertiesSet();
    }

    @AfterEach
    void stop() {
        broker.destroy();
        sandbox.close();
    }

    private ConfigurableApplicationContext consumer(String group) {
        return KafkaRecords.start(
                Objects.requireNonNull(folder, "folder"), broker.getBrokersAsString(), group, sandbox.url());
    }

    /** Writes a record to the one partition, which is consumed in order. */
    private void write(Producer<String, String> producer, String order, String phone, @Nullable String event)
            throws Exception {
        ProducerRecord<String, String> written = new ProducerRecord<>(KafkaRecords.TOPIC, 0, order, phone);
        if (event != null) {
            written.headers().add(KafkaRecords.EVENT_ID, event.getBytes(StandardCharsets.UTF_8));
        }
        producer.send(written).get();
    }

    private Producer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBrokersAsString()),
                new StringSerializer(),
                new StringSerializer());
    }

    @Test
    void records_that_are_delivered_again_are_one_sms_each() throws Exception {
        try (Producer<String, String> producer = producer()) {
            sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
            write(producer, "1", "+447700900111", null);
            write(producer, "2", "+447700900112", null);
            write(producer, "3", "+447700900113", "a-1");
            write(producer, "3", "+447700900113", "a-1"); // its producer has written it twice
            write(producer, "4", "+447700900114", null);
            try (ConfigurableApplicationContext application = consumer("sms")) {
                assertThat(application.isRunning()).isTrue();
                sandbox.fault("wavix", SandboxFault.NONE); // until now the first record was delivered again and again
                Demo.await("the last record", () -> sandbox.inbox().size() == 4);
            }
            // A group of another name has no offsets: it gets all of them again.
            try (ConfigurableApplicationContext application = consumer("sms-again")) {
                write(producer, "5", "+447700900115", null);
                Demo.await(
                        "the new record",
                        () -> sandbox.inbox().stream().anyMatch(sms -> sms.to().equals("+447700900115")));
                assertThat(application.isRunning()).isTrue();
            }
        }
        assertThat(sandbox.inbox())
                .extracting(sms -> sms.to())
                .containsExactly("+447700900111", "+447700900112", "+447700900113", "+447700900114", "+447700900115");
    }
}
