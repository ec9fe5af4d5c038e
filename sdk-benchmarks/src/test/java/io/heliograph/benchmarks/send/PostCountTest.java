package io.heliograph.benchmarks.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.benchmarks.send.PostCount.Count;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The POSTs that one send becomes. Faults for which a client waits are left to the benchmark. */
class PostCountTest {
    @ParameterizedTest
    @EnumSource(
            names = {"SILENT", "THROTTLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_send_of_ours_is_one_post(PostFault fault) throws Exception {
        assertThat(PostCount.count("heliograph", fault).posts()).isEqualTo(1);
    }

    @Test
    void what_may_have_been_sent_is_unknown() throws Exception {
        assertThat(PostCount.count("heliograph", PostFault.RESET)).isEqualTo(new Count(1, 1, "Unknown"));
        assertThat(PostCount.count("heliograph", PostFault.CUT)).isEqualTo(new Count(1, 1, "Accepted"));
        assertThat(PostCount.count("heliograph", PostFault.UNAUTHORIZED).taken())
                .isZero();
    }

    @Test
    void a_second_post_of_another_client_is_counted() throws Exception {
        assertThat(PostCount.count("okhttp", PostFault.KEPT_CLOSED)).isEqualTo(new Count(2, 2, "accepted"));
        assertThat(PostCount.count("okhttp", PostFault.TEMPORARY_REDIRECT)).isEqualTo(new Count(2, 1, "accepted"));
        assertThat(PostCount.count("jdk", PostFault.ERROR)).isEqualTo(new Count(1, 1, "status 500"));
    }

    @Test
    void each_client_sends_to_the_server_that_counts() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        PostCount.measure(
                new PrintStream(printed, true, StandardCharsets.UTF_8), PostClients.ALL, EnumSet.of(PostFault.NONE));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("# OkHttp 5.")
                .contains("; Twilio ", "accepted,heliograph,1,1,Accepted\n");
        assertThat(PostClients.ALL)
                .filteredOn(client -> !client.equals("heliograph"))
                .allSatisfy(client -> assertThat(printed.toString(StandardCharsets.UTF_8))
                        .contains("accepted," + client + ",1,1,accepted\n"));
    }
}
