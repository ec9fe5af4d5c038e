package io.heliograph.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.MessageId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
    private static final MessageId FIRST = MessageId.parse("wavix:6f1c2a");
    private static final MessageId SECOND = MessageId.parse("thaibulk:17");

    private final StringWriter printed = new StringWriter();
    private final Watch watch = new Watch();

    private static Change change(MessageId id, String status, boolean isFinal) {
        return new Change(TEN, id, status, isFinal, "+66…78", "");
    }

    private Watch.End run(ChangeLines.Form form, boolean endsWhenFinal, long nanos) throws InterruptedException {
        ChangeLines lines = new ChangeLines(new PrintWriter(printed), form, ZoneOffset.UTC);
        return watch.run(lines, endsWhenFinal, nanos);
    }

    @Test
    void each_change_is_a_line_and_a_repeated_one_is_not() throws InterruptedException {
        watch.add(change(FIRST, "QUEUED", false));
        watch.add(change(SECOND, "DELIVERED", true));
        watch.add(change(FIRST, "QUEUED", false));
        watch.add(new Change(TEN.plusSeconds(3), FIRST, "FAILED", true, "", "CONTENT_REJECTED: spam"));

        assertThat(run(ChangeLines.Form.LINES, true, TimeUnit.MINUTES.toNanos(1)))
                .isEqualTo(Watch.End.FINAL);
        assertThat(printed.toString().lines())
                .containsExactly(
                        "10:00:00  wavix:6f1c2a  QUEUED  +66…78",
                        "10:00:00  thaibulk:17  DELIVERED  +66…78",
                        "10:00:03  wavix:6f1c2a  FAILED  CONTENT_REJECTED: spam");
        assertThat(watch.open()).isZero();
    }

    @Test
    void a_line_of_json_for_each_change() throws InterruptedException {
        watch.add(change(FIRST, "SENT", false));
        watch.add(new Change(TEN, FIRST, "FAILED", true, "", "spam"));

        run(ChangeLines.Form.JSON, true, TimeUnit.MINUTES.toNanos(1));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "{\"at\":\"2026-11-30T10:00:00Z\",\"provider\":\"wavix\",\"id\":\"6f1c2a\",\"status\":\"SENT\","
                                + "\"final\":false,\"to\":\"+66…78\"}",
                        "{\"at\":\"2026-11-30T10:00:00Z\",\"provider\":\"wavix\",\"id\":\"6f1c2a\",\"status\":\"FAILED\","
                                + "\"final\":true,\"reason\":\"spam\"}");
    }

    @Test
    void a_terminal_has_one_line_for_each_message() throws InterruptedException {
        watch.add(change(FIRST, "SENT", false));
        watch.add(change(SECOND, "SENT", false));
        watch.add(change(FIRST, "DELIVERED", true));
        watch.add(change(SECOND, "DELIVERED", true));

        run(ChangeLines.Form.DRAWN, true, TimeUnit.MINUTES.toNanos(1));

        String lastDrawing = printed.toString().substring(printed.toString().lastIndexOf("\u001B[2A"));
        assertThat(lastDrawing.split("\n", -1))
                .containsExactly(
                        "\u001B[2A\r\u001B[2K10:00:00  wavix:6f1c2a  DELIVERED  +66…78",
                        "\r\u001B[2K10:00:00  thaibulk:17  DELIVERED  +66…78",
                        "");
    }

    @Test
    void the_time_ends_it_with_what_is_open() throws InterruptedException {
        watch.add(change(FIRST, "SENT", false));

        assertThat(run(ChangeLines.Form.LINES, true, 1)).isEqualTo(Watch.End.TIMEOUT);
        assertThat(watch.open()).isEqualTo(1);
    }

    @Test
    void for_messages_to_come_it_goes_on_until_its_source_ends() throws InterruptedException {
        watch.add(change(FIRST, "DELIVERED", true));
        watch.lost();

        assertThat(run(ChangeLines.Form.LINES, false, TimeUnit.MINUTES.toNanos(1)))
                .isEqualTo(Watch.End.LOST);
        assertThat(printed.toString()).contains("DELIVERED");
    }
}
