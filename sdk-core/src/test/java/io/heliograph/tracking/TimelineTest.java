package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final MessageId ID = new MessageId("wavix", "m-1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PhoneNumber ANNA = PhoneNumber.of("+66812345678");
    private static final PhoneNumber BEN = PhoneNumber.of("+66812345679");

    private static StatusReport.Builder report(Status status) {
        return StatusReport.of(ID, status, ReportSource.WEBHOOK, NOON);
    }

    private static Timeline after(StatusReport.Builder... reports) {
        Timeline timeline = Timeline.of(ID);
        for (StatusReport.Builder report : reports) {
            timeline = timeline.with(report.build());
        }
        return timeline;
    }

    private static Status statusAfter(Status... statuses) {
        return after(Stream.of(statuses).map(TimelineTest::report).toArray(StatusReport.Builder[]::new))
                .status();
    }

    @Test
    void every_status_has_a_place_and_the_final_ones_are_last() {
        Set<Integer> places = Stream.of(Status.values()).map(StatusRank::of).collect(Collectors.toSet());
        int lastOpen = Stream.of(Status.values())
                .filter(status -> !status.isFinal())
                .mapToInt(StatusRank::of)
                .max()
                .orElseThrow();

        assertThat(places).hasSize(Status.values().length).doesNotContain(-1);
        assertThat(Stream.of(Status.values()).filter(Status::isFinal))
                .allMatch(status -> StatusRank.of(status) > lastOpen);
    }

    @Test
    void sent_after_failed_stays_failed() {
        assertThat(statusAfter(Status.FAILED, Status.SENT)).isEqualTo(Status.FAILED);
    }

    @Test
    void delivered_wins_over_everything() {
        for (Status other : EnumSet.allOf(Status.class)) {
            assertThat(statusAfter(Status.DELIVERED, other)).isEqualTo(Status.DELIVERED);
            assertThat(statusAfter(other, Status.DELIVERED)).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void unconfirmed_is_final_until_another_final_status() {
        assertThat(statusAfter(Status.UNCONFIRMED, Status.SENT)).isEqualTo(Status.UNCONFIRMED);
        assertThat(statusAfter(Status.UNCONFIRMED, Status.UNDELIVERED)).isEqualTo(Status.UNDELIVERED);
    }

    @Test
    void without_reports_the_status_is_unknown() {
        assertThat(Timeline.of(ID).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_part_that_failed_and_was_delivered_later_ends_delivered_with_the_others() {
        Timeline timeline =
                after(report(Status.FAILED).part(1, 2), report(Status.DELIVERED).part(1, 2));
        assertThat(timeline.status()).isEqualTo(Status.FAILED);
        assertThat(timeline.parts(null)).isEqualTo(Map.of(1, Status.DELIVERED));

        assertThat(timeline.with(report(Status.DELIVERED).part(2, 2).build()).status())
                .isEqualTo(Status.DELIVERED);
    }

    @Test
    void parts_of_an_unknown_number_are_never_all_delivered() {
        assertThat(after(report(Status.DELIVERED).part(1, 0)).status()).isEqualTo(Status.SENT);
    }

    @Test
    void part_one_of_one_is_the_whole() {
        assertThat(after(report(Status.DELIVERED).part(1, 1)).status()).isEqualTo(Status.DELIVERED);
    }

    private static StatusReport.Builder somePart(String eventId) {
        return report(Status.DELIVERED).recipient(ANNA).unnumberedPart().eventId(eventId);
    }

    @Test
    void parts_without_numbers_are_all_delivered_with_as_many_events() {
        Timeline half = after(
                report(Status.QUEUED).recipients(1),
                report(Status.SENT).recipient(ANNA).parts(2),
                somePart("e-1"));
        assertThat(half.status()).isEqualTo(Status.SENT);
        assertThat(half.recipients()).isEqualTo(Map.of(ANNA, Status.SENT));
        assertThat(half.with(somePart("e-1").build()).status()).isEqualTo(Status.SENT);

        assertThat(half.with(somePart("e-2").build()).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void the_number_of_parts_may_come_later_and_by_the_receipt() {
        Timeline early = after(somePart("e-1"), report(Status.QUEUED).recipients(1));
        assertThat(early.status()).isEqualTo(Status.SENT);

        assertThat(early.with(report(Status.SENT).parts(2).build()).status()).isEqualTo(Status.SENT);
        assertThat(early.with(report(Status.SENT).parts(1).build()).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void a_text_of_which_one_part_is_delivered_and_another_failed_has_failed() {
        assertThat(after(
                                report(Status.QUEUED).recipients(1).parts(2),
                                somePart("e-1"),
                                report(Status.FAILED).recipient(ANNA))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void deliveries_without_a_recipient_are_of_all_when_there_is_one_for_each_part_of_each() {
        Timeline timeline = after(report(Status.QUEUED).recipients(2).parts(2));
        for (int i = 1; i <= 3; i++) {
            timeline = timeline.with(somePart("e-" + i).recipient(null).build());
            assertThat(timeline.status()).isEqualTo(Status.SENT);
        }
        assertThat(timeline.with(somePart("e-4").recipient(null).build()).status())
                .isEqualTo(Status.DELIVERED);
    }

    @Test
    void a_message_to_two_ends_with_the_second() {
        Timeline half = after(
                report(Status.QUEUED).recipients(2), report(Status.DELIVERED).recipient(ANNA));
        assertThat(half.status()).isEqualTo(Status.SENT);

        Timeline whole = half.with(report(Status.UNDELIVERED).recipient(BEN).build());
        assertThat(whole.status()).isEqualTo(Status.UNDELIVERED);
        assertThat(whole.recipients()).isEqualTo(Map.of(ANNA, Status.DELIVERED, BEN, Status.UNDELIVERED));
    }

    @Test
    void a_message_to_one_ends_with_its_recipient() {
        assertThat(after(
                                report(Status.QUEUED).recipients(1),
                                report(Status.DELIVERED).recipient(ANNA))
                        .status())
                .isEqualTo(Status.DELIVERED);
    }

    @Test
    void why_it_failed_is_kept() {
        Timeline timeline = after(
                report(Status.UNDELIVERED).failure(Failure.of(ErrorType.NO_ROUTE, "switched off")),
                report(Status.UNDELIVERED));

        assertThat(timeline.failure()).map(Failure::reason).contains("switched off");
        assertThat(timeline.with(report(Status.DELIVERED).build()).failure()).isEmpty();
    }

    @Test
    void a_repeated_report_is_kept_once_with_its_first_time() {
        StatusReport later = StatusReport.of(ID, Status.SENT, ReportSource.WEBHOOK, NOON.plusSeconds(9))
                .build();

        assertThat(after(report(Status.SENT)).with(later).reports())
                .singleElement()
                .returns(NOON, StatusReport::receivedAt);
    }

    @Test
    void provenance_is_bounded() {
        Timeline timeline = Timeline.of(ID);
        for (int i = 0; i < 3 * Timeline.MAX_REPORTS; i++) {
            timeline = timeline.with(report(Status.SENT).eventId("e-" + i).build());
        }
        assertThat(timeline.reports()).hasSize(Timeline.MAX_REPORTS);
    }

    @Test
    void a_report_of_another_message_is_rejected() {
        StatusReport other = StatusReport.of(new MessageId("wavix", "m-2"), Status.SENT, ReportSource.POLL, NOON)
                .build();
        assertThatThrownBy(() -> Timeline.of(ID).with(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_number_is_in_a_line() {
        Timeline timeline = after(report(Status.SENT).recipient(ANNA));
        assertThat(timeline + " " + timeline.reports()).doesNotContain("812345678");
    }
}
