package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.testing.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages whose parts have ids: reports of the parts are merged into the message's timeline, in any order. */
class PartIdsTest {
    private static final int RUNS = 500;
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final MessageId WHOLE = new MessageId("acme", "p-1+2");

    private final MessageTracker tracker = new MessageTracker(new MemoryTimelineStore());

    private static Message message(@Nullable String... ids) {
        return Message.inParts("acme", Arrays.asList(ids), Status.SUBMITTED).build();
    }

    private static StatusReport report(String id, Status status) {
        return StatusReport.of(new MessageId("acme", id), status, ReportSource.WEBHOOK, NOON)
                .build();
    }

    @Test
    void several_parts_make_a_message_with_an_id_of_its_own() {
        Message message = message("p-1", "p-2", "p-3");

        assertThat(message.id()).isEqualTo(WHOLE);
        assertThat(message.segments()).hasValue(3);
        assertThat(message.partIds()).extracting(MessageId::value).containsExactly("p-1", "p-2", "p-3");
    }

    @Test
    void one_part_is_the_message_and_so_are_several_by_one_id() {
        for (Message message : List.of(message("p-1"), message("p-1", "p-1"))) {
            assertThat(message.id()).isEqualTo(new MessageId("acme", "p-1"));
            assertThat(message.partIds()).isEmpty();
        }
    }

    @Test
    void without_any_id_it_is_a_message_of_which_the_id_is_unknown() {
        assertThat(message().id().isKnown()).isFalse();
        assertThat(message((String) null).id().isKnown()).isFalse();
        assertThat(message("?", null).id().isKnown()).isFalse();
        assertThat(message("x".repeat(5_000), "y").id()).isEqualTo(new MessageId("acme", "y+1"));
    }

    @Test
    void more_parts_than_a_text_can_have_are_cut_and_nothing_is_thrown() {
        List<@Nullable String> ids = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add("p-" + i);
        }

        assertThat(Message.inParts("acme", ids, Status.SUBMITTED).build().partIds())
                .hasSize(255);
    }

    /** Only the vendor says that it rejected a part: an id that can't be read says nothing. */
    @Test
    void a_part_whose_id_cannot_be_read_has_not_failed() {
        tracker.add(message("p-1", ""), ReportSource.RECEIPT, NOON);

        assertThat(tracker.find(new MessageId("acme", "p-1+1")).map(Timeline::status))
                .contains(Status.SUBMITTED);
    }

    @Test
    void a_part_that_the_vendor_rejected_makes_the_whole_fail() {
        Message message = Message.inParts("acme", Arrays.asList("p-1", null), Status.SUBMITTED)
                .build();
        tracker.add(message, ReportSource.RECEIPT, NOON);

        assertThat(message.rejectedParts()).containsExactly(2);
        assertThat(tracker.find(message.id()).map(Timeline::status)).contains(Status.FAILED);
    }

    /** The whole would have no id of its own, and the parts of two such messages would be mixed up. */
    @Test
    void ids_too_long_for_a_derived_one_are_not_linked() {
        String longest = "x".repeat(200);

        Message message = message(longest, "p-2");
        tracker.add(message, ReportSource.RECEIPT, NOON);

        assertThat(message.id()).isEqualTo(new MessageId("acme", longest));
        assertThat(message.partIds()).isEmpty();
    }

    @Test
    void the_parts_have_their_numbers_and_each_id_finds_the_whole() {
        tracker.add(message("p-1", "p-2", "p-3"), ReportSource.RECEIPT, NOON);
        tracker.add(report("p-2", Status.DELIVERED));
        tracker.add(report("p-3", Status.EXPIRED));

        Timeline whole = tracker.find(WHOLE).orElseThrow();

        assertThat(whole.status()).isEqualTo(Status.EXPIRED);
        assertThat(whole.parts(null)).containsAllEntriesOf(Map.of(2, Status.DELIVERED, 3, Status.EXPIRED));
        assertThat(tracker.find(new MessageId("acme", "p-3")).map(Timeline::id)).contains(WHOLE);
    }

    @Test
    void listeners_hear_of_the_whole_and_of_no_part() {
        List<MessageId> changed = new ArrayList<>();
        tracker.add(message("p-1", "p-2", "p-3"), ReportSource.RECEIPT, NOON);
        tracker.listen((before, after) -> changed.add(after.id()));

        tracker.add(report("p-1", Status.SENT));

        assertThat(changed).isNotEmpty().containsOnly(WHOLE);
    }

    @Test
    void a_rejected_part_has_failed() {
        tracker.add(message("p-1", null, "p-3"), ReportSource.RECEIPT, NOON);
        tracker.add(report("p-1", Status.DELIVERED));
        tracker.add(report("p-3", Status.DELIVERED));

        assertThat(tracker.find(WHOLE).orElseThrow().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void the_whole_is_delivered_when_all_parts_are_and_failed_when_one_is_in_any_order() {
        Property.check(RUNS, random -> {
            MessageTracker mixed = new MessageTracker(new MemoryTimelineStore());
            List<Status> ends = List.of(end(random), end(random), end(random));
            List<Runnable> steps = new ArrayList<>();
            steps.add(() -> mixed.add(message("p-1", "p-2", "p-3"), ReportSource.RECEIPT, NOON));
            for (int part = 0; part < 3; part++) {
                String id = "p-" + (part + 1);
                Status end = ends.get(part);
                steps.add(() -> mixed.add(report(id, Status.SENT)));
                steps.add(() -> mixed.add(report(id, end)));
                steps.add(() -> mixed.add(report(id, end))); // a repeat
            }
            Collections.shuffle(steps, random);
            List<Status> seen = new ArrayList<>();
            mixed.listen((before, after) -> {
                if (after.id().equals(WHOLE)) {
                    seen.add(after.status());
                }
            });

            steps.forEach(Runnable::run);

            Status status = mixed.find(WHOLE).orElseThrow().status();
            long delivered = ends.stream().filter(Status.DELIVERED::equals).count();
            assertThat(status == Status.DELIVERED).isEqualTo(delivered == 3);
            assertThat(status.isFailure()).isEqualTo(ends.stream().anyMatch(Status::isFailure));
            assertThat(delivered == 3 || !seen.contains(Status.DELIVERED)).isTrue();
        });
    }

    private static Status end(Random random) {
        return List.of(Status.DELIVERED, Status.DELIVERED, Status.UNDELIVERED, Status.SENT)
                .get(random.nextInt(4));
    }
}
