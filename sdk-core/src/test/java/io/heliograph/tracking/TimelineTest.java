package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
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
        return StatusReport.of(ID, status, Source.WEBHOOK, NOON);
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
    void everyStatusHasAPlaceAndTheFinalOnesAreLast() {
        Set<Integer> places = Stream.of(Status.values()).map(StatusRank::of).collect(Collectors.toSet());
        int lastOpen = Stream.of(Status.values())
                .filter(status -> !status.isFinal())
                .mapToInt(StatusRank::of)
                .max()
                .orElseThrow();

        assertThat(places).hasSize(Status.values().length).doesNotContain(-1);
        assertThat(Stream.of(Status.values()).filter(Status::isFinal)).allMatch(its -> StatusRank.of(its) > lastOpen);
    }

    @Test
    void sentAfterFailedStaysFailed() {
        assertThat(statusAfter(Status.FAILED, Status.SENT)).isEqualTo(Status.FAILED);
    }

    @Test
    void deliveredWinsOverEverything() {
        for (Status other : EnumSet.allOf(Status.class)) {
            assertThat(statusAfter(Status.DELIVERED, other)).isEqualTo(Status.DELIVERED);
            assertThat(statusAfter(other, Status.DELIVERED)).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void unconfirmedIsFinalUntilSomebodyKnows() {
        assertThat(statusAfter(Status.UNCONFIRMED, Status.SENT)).isEqualTo(Status.UNCONFIRMED);
        assertThat(statusAfter(Status.UNCONFIRMED, Status.UNDELIVERED)).isEqualTo(Status.UNDELIVERED);
    }

    @Test
    void nothingSaidIsUnknown() {
        assertThat(Timeline.of(ID).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aPartThatFailedAndWasDeliveredLaterEndsDeliveredWithTheOthers() {
        Timeline timeline =
                after(report(Status.FAILED).part(1, 2), report(Status.DELIVERED).part(1, 2));
        assertThat(timeline.status()).isEqualTo(Status.FAILED);
        assertThat(timeline.parts(null)).isEqualTo(Map.of(1, Status.DELIVERED));

        assertThat(timeline.with(report(Status.DELIVERED).part(2, 2).build()).status())
                .isEqualTo(Status.DELIVERED);
    }

    @Test
    void partsOfAnUnknownNumberAreNeverAllDelivered() {
        assertThat(after(report(Status.DELIVERED).part(1, 0)).status()).isEqualTo(Status.SENT);
    }

    @Test
    void partOneOfOneIsTheWhole() {
        assertThat(after(report(Status.DELIVERED).part(1, 1)).status()).isEqualTo(Status.DELIVERED);
    }

    private static StatusReport.Builder somePart(String eventId) {
        return report(Status.DELIVERED).recipient(ANNA).somePart().eventId(eventId);
    }

    @Test
    void partsWithoutNumbersAreAllDeliveredWhenSoManyEventsHaveSaidSo() {
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
    void ofHowManyPartsATextIsMayBeSaidLaterAndByTheReceipt() {
        Timeline early = after(somePart("e-1"), report(Status.QUEUED).recipients(1));
        assertThat(early.status()).isEqualTo(Status.SENT);

        assertThat(early.with(report(Status.SENT).parts(2).build()).status()).isEqualTo(Status.SENT);
        assertThat(early.with(report(Status.SENT).parts(1).build()).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void aTextOfWhichOnePartIsDeliveredAndAnotherFailedHasFailed() {
        assertThat(after(
                                report(Status.QUEUED).recipients(1).parts(2),
                                somePart("e-1"),
                                report(Status.FAILED).recipient(ANNA))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void deliveriesToNobodyByNameAreOfAllWhenThereIsOneForEachPartOfEach() {
        Timeline timeline = after(report(Status.QUEUED).recipients(2).parts(2));
        for (int i = 1; i <= 3; i++) {
            timeline = timeline.with(somePart("e-" + i).recipient(null).build());
            assertThat(timeline.status()).isEqualTo(Status.SENT);
        }
        assertThat(timeline.with(somePart("e-4").recipient(null).build()).status())
                .isEqualTo(Status.DELIVERED);
    }

    @Test
    void aMessageToTwoEndsWithTheSecond() {
        Timeline half = after(
                report(Status.QUEUED).recipients(2), report(Status.DELIVERED).recipient(ANNA));
        assertThat(half.status()).isEqualTo(Status.SENT);

        Timeline whole = half.with(report(Status.UNDELIVERED).recipient(BEN).build());
        assertThat(whole.status()).isEqualTo(Status.UNDELIVERED);
        assertThat(whole.recipients()).isEqualTo(Map.of(ANNA, Status.DELIVERED, BEN, Status.UNDELIVERED));
    }

    @Test
    void aMessageToOneEndsWithItsRecipient() {
        assertThat(after(
                                report(Status.QUEUED).recipients(1),
                                report(Status.DELIVERED).recipient(ANNA))
                        .status())
                .isEqualTo(Status.DELIVERED);
    }

    @Test
    void whyItFailedIsKept() {
        Timeline timeline = after(
                report(Status.UNDELIVERED).failure(Refusal.of(ErrorType.NO_ROUTE, "switched off")),
                report(Status.UNDELIVERED));

        assertThat(timeline.failure()).map(Refusal::reason).contains("switched off");
        assertThat(timeline.with(report(Status.DELIVERED).build()).failure()).isEmpty();
    }

    @Test
    void theSameSaidAgainIsKeptOnceWithItsFirstTime() {
        StatusReport later = StatusReport.of(ID, Status.SENT, Source.WEBHOOK, NOON.plusSeconds(9))
                .build();

        assertThat(after(report(Status.SENT)).with(later).reports())
                .singleElement()
                .returns(NOON, StatusReport::receivedAt);
    }

    @Test
    void provenanceIsBounded() {
        Timeline timeline = Timeline.of(ID);
        for (int i = 0; i < 3 * Timeline.MOST_REPORTS; i++) {
            timeline = timeline.with(report(Status.SENT).eventId("e-" + i).build());
        }
        assertThat(timeline.reports()).hasSize(Timeline.MOST_REPORTS);
    }

    @Test
    void aReportOfAnotherMessageIsRefused() {
        StatusReport other = StatusReport.of(new MessageId("wavix", "m-2"), Status.SENT, Source.POLL, NOON)
                .build();
        assertThatThrownBy(() -> Timeline.of(ID).with(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodysNumberIsInALine() {
        Timeline timeline = after(report(Status.SENT).recipient(ANNA));
        assertThat(timeline + " " + timeline.reports()).doesNotContain("812345678");
    }
}
