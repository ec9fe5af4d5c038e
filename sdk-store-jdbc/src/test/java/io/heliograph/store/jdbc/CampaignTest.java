package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignBusyException;
import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignState;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.CampaignTooOldException;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteDataSource;

class CampaignTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final CampaignRequest HELLO =
            CampaignRequest.text("hello", "We open at nine").from("ACME").build();

    @TempDir
    private @Nullable Path folder;

    private final BulkRecorder bulk = new BulkRecorder("bulk", true);
    private final BulkRecorder single = new BulkRecorder("single", false);
    private @Nullable DataSource source;
    private @Nullable JdbcStore store;
    private @Nullable SmsClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        if (store != null) {
            store.close();
        }
    }

    private Campaigns campaigns(StoreDialect dialect, BulkRecorder provider) {
        if (dialect == StoreDialect.POSTGRESQL) {
            source = TestPostgres.database("campaign_" + DATABASES.incrementAndGet());
        } else {
            SQLiteDataSource file = new SQLiteDataSource();
            file.setUrl("jdbc:sqlite:" + Objects.requireNonNull(folder).resolve("store.db"));
            source = file;
        }
        store = JdbcStore.builder(source).open();
        client = SmsClient.builder()
                .provider(provider)
                .retry(RetryPolicy.none())
                .idempotencyStore(store.idempotency())
                .suppressionStore(store.suppressions())
                .build();
        return store.campaigns(client);
    }

    private void execute(String sql) {
        TestPostgres.execute(Objects.requireNonNull(source), sql);
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection connection = Objects.requireNonNull(source).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private static String number(int i) {
        return String.format(Locale.ROOT, "+668%08d", i);
    }

    private static Recipients numbers(int count) {
        return Recipients.of(IntStream.range(0, count).mapToObj(CampaignTest::number));
    }

    private static String report(Campaigns campaigns, String name, boolean masks) throws IOException {
        StringBuilder csv = new StringBuilder();
        campaigns.report(name, masks, csv);
        return csv.toString();
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, true", "SQLITE, false", "POSTGRESQL, true", "POSTGRESQL, false"})
    void each_recipient_gets_one_message_and_the_counts_are_all_lines(StoreDialect dialect, boolean hasBulk) {
        BulkRecorder provider = hasBulk ? bulk : single;
        Campaigns campaigns = campaigns(dialect, provider);
        Stream<String> lines = Stream.of(
                        IntStream.range(0, 2_500).mapToObj(CampaignTest::number),
                        Stream.of(number(7), "+66 nonsense", "", number(2_499)))
                .flatMap(part -> part);
        CampaignStatus created = campaigns.create(HELLO, Recipients.of(lines));
        assertThat(created.state()).isEqualTo(CampaignState.READY);
        assertThat(created.counts()).isEqualTo(new CampaignCounts(2_500, 0, 0, 0, 0, 0, 2, 2));
        assertThat(provider.calls()).isEmpty();
        Objects.requireNonNull(client).suppressions().add(PhoneNumber.of(number(42))); // after it was read

        CampaignStatus ended = campaigns.run("hello", CampaignRun.defaults());

        assertThat(ended.state()).isEqualTo(CampaignState.FINISHED);
        assertThat(ended.counts()).isEqualTo(new CampaignCounts(0, 0, 0, 2_499, 0, 1, 2, 2));
        assertThat(ended.counts().lines()).isEqualTo(2_504);
        assertThat(provider.recipients()).hasSize(2_499).doesNotHaveDuplicates();
        assertThat(provider.calls()).hasSize(hasBulk ? 3 : 2_499);

        assertThat(campaigns.run("hello", CampaignRun.defaults()).counts()).isEqualTo(ended.counts());
        assertThat(provider.recipients()).hasSize(2_499);
    }

    @ParameterizedTest
    @EnumSource
    void a_template_gives_each_recipient_its_own_text(StoreDialect dialect) throws IOException {
        Campaigns campaigns = campaigns(dialect, bulk);
        String csv = "\uFEFFPhone;Name\r\n+66812345678;\"Ann; B\"\r\n+66812345679;\r\n0812345670;Cy\r\n";

        campaigns.create(
                CampaignRequest.template("hi", "Hi {name}, {{x}").build(), Recipients.csv(new StringReader(csv)));
        CampaignStatus ended = campaigns.run("hi", CampaignRun.defaults());

        assertThat(ended.counts()).isEqualTo(new CampaignCounts(0, 0, 0, 1, 0, 0, 2, 0));
        assertThat(bulk.texts()).containsExactly("Hi Ann; B, {x}");
        List<String> lines = report(campaigns, "hi", true).lines().toList();
        assertThat(lines.get(0)).isEqualTo("line,to,state,provider,message_id,error,reason,segments,price,currency");
        assertThat(lines.get(1)).startsWith("2,66…78,ACCEPTED,bulk,").endsWith(",,,1,,");
        assertThat(lines.get(2)).isEqualTo("3,66…79,INVALID,,,INVALID,has no value for name,,,");
        assertThat(lines.get(3)).startsWith("4,…,INVALID,,,INVALID,");
        assertThat(report(campaigns, "hi", false))
                .contains("2,+66812345678,ACCEPTED")
                .contains("4,0812345670,INVALID");
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_answer_is_unknown_and_is_never_sent_again(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, single);
        single.answer(to -> to.get(0).e164().endsWith("3") ? new SendResult.Unknown("lost") : null);
        campaigns.create(HELLO, numbers(20));

        CampaignStatus ended = campaigns.run("hello", CampaignRun.defaults());
        assertThat(ended.state()).isEqualTo(CampaignState.FINISHED);
        assertThat(ended.counts()).isEqualTo(new CampaignCounts(0, 0, 2, 18, 0, 0, 0, 0));

        single.answer(to -> null);
        assertThat(campaigns.run("hello", CampaignRun.defaults()).counts()).isEqualTo(ended.counts());
        assertThat(single.recipients()).hasSize(20).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_call_that_ends_with_an_error_has_ended(boolean hasBulk) {
        BulkRecorder provider = hasBulk ? bulk : single;
        Campaigns campaigns = campaigns(StoreDialect.SQLITE, provider);
        campaigns.create(HELLO, numbers(3));
        CampaignRun failing = CampaignRun.builder()
                .content(request -> {
                    if (Thread.currentThread().getName().equals("heliograph-campaign")) {
                        throw new NoClassDefFoundError("missing");
                    }
                })
                .build();

        assertThat(campaigns.run("hello", failing).counts()).isEqualTo(new CampaignCounts(0, 0, 3, 0, 0, 0, 0, 0));

        CampaignCounts resumed = campaigns.run("hello", CampaignRun.defaults()).counts();
        long unknown = hasBulk ? 3 : 0; // without a key nothing was sent; of a call nobody asks again
        assertThat(resumed).isEqualTo(new CampaignCounts(0, 0, unknown, 3 - unknown, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void a_listener_that_throws_ends_the_run_after_what_is_under_way(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, single);
        campaigns.create(HELLO, numbers(500));
        CampaignRun throwing = CampaignRun.builder()
                .listener(progress -> {
                    throw new IllegalStateException("the test says so");
                })
                .build();

        assertThatThrownBy(() -> campaigns.run("hello", throwing)).hasMessage("the test says so");

        CampaignStatus paused = campaigns.status("hello");
        assertThat(paused.state()).isEqualTo(CampaignState.PAUSED);
        assertThat(paused.counts().sending() + paused.counts().unknown()).isZero();
        assertThat(paused.counts().accepted()).isEqualTo(single.recipients().size());
    }

    @ParameterizedTest
    @EnumSource
    void without_credit_it_pauses_and_its_recipients_wait(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, single);
        single.answer(to -> BulkRecorder.rejected(ErrorType.INSUFFICIENT_CREDIT));
        campaigns.create(HELLO, numbers(100));

        CampaignStatus paused = campaigns.run(
                "hello", CampaignRun.builder().concurrency(1).maxFailures(3).build());

        assertThat(paused.state()).isEqualTo(CampaignState.PAUSED);
        assertThat(paused.reason()).contains("INSUFFICIENT_CREDIT");
        assertThat(paused.counts()).isEqualTo(new CampaignCounts(100, 0, 0, 0, 0, 0, 0, 0));
        assertThat(campaigns.status("hello")).isEqualTo(paused);
    }

    @ParameterizedTest
    @EnumSource
    void a_final_rejection_is_one_recipients_own(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, single);
        single.answer(to -> to.get(0).e164().endsWith("5") ? BulkRecorder.rejected(ErrorType.INVALID_RECIPIENT) : null);
        campaigns.create(HELLO, numbers(20));

        CampaignStatus ended = campaigns.run("hello", CampaignRun.defaults());

        assertThat(ended.counts()).isEqualTo(new CampaignCounts(0, 0, 0, 18, 2, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void a_pause_ends_the_run_and_a_resume_sends_the_rest(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, single);
        campaigns.create(HELLO, numbers(2_000));
        single.answer(to -> {
            campaigns.pause("hello");
            return null;
        });

        CampaignStatus paused = campaigns.run("hello", CampaignRun.defaults());

        assertThat(paused.state()).isEqualTo(CampaignState.PAUSED);
        assertThat(paused.counts().waiting()).isBetween(1L, 1_999L);
        assertThat(paused.counts().sending()).isZero();
        single.answer(to -> null);
        assertThat(campaigns.run("hello", CampaignRun.defaults()).counts().accepted())
                .isEqualTo(2_000);
        assertThat(single.recipients()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void a_cancelled_campaign_sends_nothing_more(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, bulk);
        campaigns.create(HELLO, numbers(10));
        assertThat(campaigns.cancel("hello")).isTrue();
        assertThat(campaigns.cancel("hello")).isFalse();

        assertThatThrownBy(() -> campaigns.run("hello", CampaignRun.defaults()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("was cancelled");
        assertThat(bulk.calls()).isEmpty();
        assertThat(campaigns.list()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(CampaignState.CANCELLED);
            assertThat(status.counts().waiting()).isEqualTo(10);
        });

        campaigns.delete("hello");
        assertThat(campaigns.list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_campaign_without_progress_for_a_day_runs_only_if_it_is_allowed_to(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, bulk);
        campaigns.create(HELLO, numbers(10));
        execute("UPDATE heliograph_campaign SET progress_at = progress_at - 90000000000"); // 25 hours

        assertThatThrownBy(() -> campaigns.run("hello", CampaignRun.defaults()))
                .isInstanceOf(CampaignTooOldException.class)
                .hasMessageContaining("no progress for 25 hours");
        assertThat(bulk.calls()).isEmpty();

        CampaignStatus ended =
                campaigns.run("hello", CampaignRun.builder().evenIfOld().build());
        assertThat(ended.counts().accepted()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void while_one_runs_a_campaign_another_says_so(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, single);
        campaigns.create(HELLO, numbers(2));
        CampaignStatus[] other = new CampaignStatus[1];
        single.answer(to -> {
            synchronized (other) {
                if (other[0] == null) {
                    other[0] = campaigns.status("hello");
                    assertThatThrownBy(() -> campaigns.run("hello", CampaignRun.defaults()))
                            .isInstanceOf(CampaignBusyException.class)
                            .hasMessageContaining("another process");
                    assertThatThrownBy(() -> campaigns.delete("hello")).isInstanceOf(CampaignBusyException.class);
                }
            }
            return null;
        });

        CampaignStatus ended = campaigns.run("hello", CampaignRun.defaults());

        assertThat(Objects.requireNonNull(other[0]).state()).isEqualTo(CampaignState.RUNNING);
        assertThat(ended.counts().accepted()).isEqualTo(2);
        assertThat(single.recipients()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_client_with_other_keys_is_refused(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, bulk);
        campaigns.create(HELLO, numbers(2));
        try (SmsClient other = SmsClient.builder().provider(bulk).build()) {
            Campaigns wrong = Objects.requireNonNull(store).campaigns(other);

            assertThatThrownBy(() -> wrong.run("hello", CampaignRun.defaults()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("store.idempotency()");
        }
        assertThat(bulk.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_name_is_used_once(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, bulk);
        campaigns.create(HELLO, numbers(2));

        assertThatThrownBy(() -> campaigns.create(HELLO, numbers(3)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("resume that one");
        assertThat(campaigns.status("hello").counts().lines()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_cannot_be_read_leaves_nothing_behind(StoreDialect dialect) {
        Campaigns campaigns = campaigns(dialect, bulk);
        String csv = "to\n" + number(1) + "\n6.68E+10\n" + number(2) + "\n";

        assertThatThrownBy(() -> campaigns.create(HELLO, Recipients.csv(new StringReader(csv))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("format the column as text");
        assertThat(campaigns.list()).isEmpty();

        campaigns.create(HELLO, numbers(2));
        assertThat(campaigns.run("hello", CampaignRun.defaults()).counts().accepted())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void the_store_has_no_number_and_no_text_in_clear(StoreDialect dialect) throws SQLException {
        Campaigns campaigns = campaigns(dialect, bulk);
        campaigns.create(HELLO, numbers(1));
        campaigns.run("hello", CampaignRun.defaults());

        List<String> stored = strings(
                "SELECT content || coalesce(result, '') || coalesce(recipient, '') FROM heliograph_campaign_recipient"
                        + " UNION ALL SELECT content || coalesce(reason, '') FROM heliograph_campaign");

        assertThat(stored).hasSize(2).noneMatch(value -> value.contains("66800000000") || value.contains("open at"));
    }
}
