package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.process.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own, which gets a signal while a server on this machine doesn't answer. */
@Timeout(120)
class SignalTest {
    @TempDir
    private Path folder = Path.of("");

    private ServerSocket server = unbound();
    private final CompletableFuture<String> stderrAtFirstByte = new CompletableFuture<>();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server.close();
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread vendor = new Thread(this::readAndNeverAnswer, "hanging-vendor");
        vendor.setDaemon(true);
        vendor.start();
    }

    @AfterEach
    void tearDown() throws IOException {
        server.close();
    }

    private void readAndNeverAnswer() {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            if (in.read() >= 0) {
                stderrAtFirstByte.complete(Files.readString(folder.resolve("err")));
            }
            while (in.read() >= 0) {
                // the rest of the request
            }
        } catch (IOException e) {
            stderrAtFirstByte.completeExceptionally(e);
        }
    }

    private CommandProcess send(String scheme, String... more) throws IOException {
        Files.writeString(
                folder.resolve("heliograph.properties"),
                "heliograph.providers.wavix.api-key = key\nheliograph.providers.wavix.from = ACME\n"
                        + "heliograph.providers.wavix.base-url = " + scheme + "://127.0.0.1:" + server.getLocalPort()
                        + "\n");
        List<String> arguments = new ArrayList<>(List.of("send", "--to", "+66812345678", "--text", "hello"));
        arguments.addAll(List.of(more));
        return CommandProcess.start(folder, Map.of(), arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void a_signal_after_the_first_byte_exits_76_with_the_key(String name) throws Exception {
        try (CommandProcess process = send("http")) {
            String before = stderrAtFirstByte.get(60, TimeUnit.SECONDS);
            assertThat(before).as("printed before the first byte").startsWith("sms: sending with --key ");
            String key = before.substring(before.lastIndexOf(' ') + 1).strip();

            process.signal(name);

            assertThat(process.exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
            assertThat(process.errors())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("MAY HAVE BEEN SENT", "--key " + key, "--reconcile");
        }
    }

    @Test
    void the_document_is_printed_all_the_same() throws Exception {
        try (CommandProcess process = send("http", "--json", "--key", "order-4711")) {
            stderrAtFirstByte.get(60, TimeUnit.SECONDS);

            process.signal("TERM");

            assertThat(process.exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
            assertThat(process.errors()).last().asString().contains("MAY HAVE BEEN SENT by wavix");
            Run run = new Run(ExitCode.MAY_HAVE_BEEN_SENT, process.out(), "");
            assertThat(run.json().get("outcome")).isEqualTo("unknown");
            assertThat(run.json().get("key")).isEqualTo("order-4711");
        }
    }

    /** The first bytes are of a TLS hello, which isn't answered. */
    @Test
    void a_signal_before_the_request_leaves_exits_75_because_nothing_was_sent() throws Exception {
        try (CommandProcess process = send("https")) {
            stderrAtFirstByte.get(60, TimeUnit.SECONDS);

            process.signal("TERM");

            assertThat(process.exitCode()).isEqualTo(ExitCode.TEMPORARY);
            assertThat(process.errors()).last().asString().startsWith("sms: not sent: ");
            assertThat(process.out()).contains("not sent");
        }
    }

    @Test
    void the_exit_code_of_timeout_hides_it_unless_it_is_preserved() {
        assertThat(Run.of(Map.of(), "--help").out())
                .contains("A signal ends send with 76 and its key", "timeout --preserve-status");
    }

    private static String[] stop(StopSignal signal) {
        StringWriter err = new StringWriter();
        Integer exitCode = signal.stop(new PrintWriter(err, true));
        return new String[] {String.valueOf(exitCode), err.toString().strip()};
    }

    @Test
    void a_command_that_changes_nothing_ends_as_the_jvm_does() {
        assertThat(stop(new StopSignal())).containsExactly("null", "");
    }

    @Test
    void before_a_send_nothing_was_sent() {
        StopSignal signal = new StopSignal();
        signal.enter(new StopSignal.Stage(StopSignal.Ending.NOW, ExitCode.TEMPORARY, "nothing was sent"));

        assertThat(stop(signal)).containsExactly("75", "sms: nothing was sent");
        assertThat(signal.isStopped()).isTrue();
    }

    @Test
    void an_outcome_that_was_printed_counts() {
        StopSignal signal = new StopSignal();
        signal.enter(new StopSignal.Stage(StopSignal.Ending.INTERRUPT, ExitCode.MAY_HAVE_BEEN_SENT, "may be sent"));
        signal.ended(ExitCode.ACCEPTED);

        assertThat(stop(signal)).containsExactly("0", "");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_command_that_has_returned_exits_by_itself() {
        StopSignal signal = new StopSignal();
        signal.enter(new StopSignal.Stage(StopSignal.Ending.WAIT, ExitCode.TEMPORARY, "stopped"));
        signal.ended(ExitCode.BAD_DATA);
        signal.exiting();

        assertThat(stop(signal)).containsExactly("null", "");
    }

    /** The thread never gives an outcome, so the grace time passes. */
    @Test
    void without_an_outcome_the_stage_says_what_is_known() {
        StopSignal signal = new StopSignal();
        Thread stuck = new Thread(() -> signal.enter(
                new StopSignal.Stage(StopSignal.Ending.INTERRUPT, ExitCode.MAY_HAVE_BEEN_SENT, "may be sent")));
        stuck.start();
        try {
            stuck.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }

        assertThat(stop(signal)).containsExactly("76", "sms: may be sent");
    }
}
