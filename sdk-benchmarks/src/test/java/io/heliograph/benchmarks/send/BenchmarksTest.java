package io.heliograph.benchmarks.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.benchmarks.bulk.BulkWindow;
import io.heliograph.benchmarks.memory.StoreMemory;
import io.heliograph.benchmarks.startup.Startup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each benchmark of the client runs, for a moment. */
class BenchmarksTest {
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void setUp() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void tearDown() {
        System.setOut(console);
    }

    private static VendorServer server() throws Exception {
        return new VendorServer(ServerSocketFactory.getDefault(), 0);
    }

    private static String base(VendorServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void each_client_sends() throws Exception {
        try (VendorServer server = server()) {
            SideBySide.measure(base(server), 2, 1, 4, Clients.ALL);
        }

        assertThat(Clients.ALL)
                .hasSize(9)
                .allSatisfy(client -> assertThat(printed()).contains("\n0," + client + ",2,false,"));
    }

    @Test
    void growth_is_measured() throws Exception {
        try (VendorServer server = server()) {
            Growth.measure(base(server), 1, 2, 3);
        }

        assertThat(printed()).contains("\n0,plain,", "\n0,5 providers,", "\n0,500 rules,", "\n0,3 keys,");
    }

    @Test
    void virtual_threads_send_where_there_are_any() throws Exception {
        try (VendorServer server = server()) {
            if (Runtime.version().feature() >= 21) {
                VirtualThreads.measure(base(server), 4, 1, 2);

                assertThat(printed()).contains("\n0,okhttp,4,", "\n0,heliograph,4,");
            } else {
                assertThatThrownBy(() -> VirtualThreads.measure(base(server), 4, 1, 2))
                        .isInstanceOf(NoSuchMethodException.class);
            }
        }
    }

    @Test
    void a_sends_own_part_is_measured() throws Exception {
        OwnPart.main(new String[] {"core,client,okhttp", "1", "20"});

        assertThat(printed()).contains("\ncore,1,1,", "\nclient,1,1,", "\nokhttp,1,1,");
    }

    @Test
    void a_first_send_is_measured_in_jvms_of_their_own() throws Exception {
        try (VendorServer server = server()) {
            Startup.main(new String[] {base(server), "1"});
        }

        assertThat(printed()).contains("\n0,okhttp,", "\n0,heliograph,");
    }

    @Test
    void a_bulk_send_is_measured() throws Exception {
        try (VendorServer server = server()) {
            BulkWindow.main(new String[] {base(server), "500", "1"});
        }

        assertThat(printed()).contains("round 1: okio ", "500 recipients, heap of ");
    }

    @Test
    void the_memory_of_the_stores_is_measured() throws Exception {
        StoreMemory.main(new String[] {"2000"});

        assertThat(printed()).contains("a remembered key: ", "a timeline: ", "a second report: ");
    }
}
