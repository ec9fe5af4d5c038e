package io.heliograph.benchmarks.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.SmsClientBuilder;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.policy.ProviderLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a warm send may take, of what can be counted. The bounds are for the C1 compiler too, which allocates more than C2. */
class SendBudgetTest {
    /** With C1 a send took 14,700 to 16,750 bytes in November 2026: a machine that is busy makes the check of a connection read. */
    private static final long MAX_BYTES = 17_500;

    /** Reads from a connection that was silent for 10 ms, as on a busy machine; its timeout is what it hopes for. */
    private static final String CHECK = "io.heliograph.http.ConnectionCheck";

    private static final int WARM_UP = 2000;
    private static final int SENDS = 1000;
    private static final int FRAMES = 20;
    private static final int ROUNDS = 5;
    private static final String PLANTED = UnsupportedOperationException.class.getName();
    private static final List<String> THROWN = List.of("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

    private final VendorServer server = startServer();

    @TempDir
    private Path folder = Path.of("");

    private static VendorServer startServer() {
        try {
            return new VendorServer(ServerSocketFactory.getDefault(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void tearDown() throws Exception {
        server.close();
    }

    private HeliographCase client(UnaryOperator<SmsClientBuilder> settings) {
        return HeliographCase.of("http://127.0.0.1:" + server.port(), settings);
    }

    private static void send(HeliographCase client, int sends) {
        for (int i = 0; i < sends; i++) {
            client.send();
        }
    }

    @Test
    void bytes_allocated_for_a_send_are_bounded() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (HeliographCase client = client(builder -> builder)) {
            send(client, WARM_UP);
            long bytes = LongStream.range(0, ROUNDS)
                    .map(round -> {
                        long before = threads.getCurrentThreadAllocatedBytes();
                        send(client, SENDS);
                        return (threads.getCurrentThreadAllocatedBytes() - before) / SENDS;
                    })
                    .min()
                    .orElseThrow();

            assertThat(bytes).isPositive().isLessThanOrEqualTo(MAX_BYTES);
        }
    }

    static Stream<Arguments> clients() {
        NativeHub second = NativeHub.builder()
                .apiKey("key")
                .baseUrl("http://127.0.0.1:9")
                .allowCleartext(true)
                .build();
        return Stream.of(
                Arguments.of("default", UnaryOperator.<SmsClientBuilder>identity()),
                Arguments.of("rate limit", (UnaryOperator<SmsClientBuilder>) builder ->
                        builder.limits("wavix", ProviderLimits.defaults().withPerSecond(100_000))),
                Arguments.of("two providers", (UnaryOperator<SmsClientBuilder>)
                        builder -> builder.provider(second).route("wavix || nativehub")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void a_warm_send_makes_no_throwable(String name, UnaryOperator<SmsClientBuilder> settings) throws Exception {
        Path file = folder.resolve("recording.jfr");
        Throwable planted;
        Set<Long> foreign = threadsOfOtherTests();
        try (HeliographCase client = client(settings);
                Recording recording = new Recording()) {
            send(client, WARM_UP);
            THROWN.forEach(event -> recording.enable(event).withStackTrace().with("throttle", "off"));
            recording.start();
            planted = new UnsupportedOperationException("counted");
            send(client, SENDS);
            recording.stop();
            recording.dump(file);
        }
        assertThat(planted).hasMessage("counted");
        List<String> made = RecordingFile.readAllEvents(file).stream()
                .filter(event -> THROWN.contains(event.getEventType().getName()))
                .filter(event -> !foreign.contains(event.getThread().getJavaThreadId()))
                .map(SendBudgetTest::described)
                .filter(event -> !event.contains(CHECK))
                .toList();
        assertThat(made)
                .as("all but the one that shows that they are counted")
                .singleElement()
                .asString()
                .startsWith(PLANTED);
    }

    /** Other tests' clients may be ending on threads of theirs. */
    private static Set<Long> threadsOfOtherTests() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> !thread.getName().startsWith("heliograph")
                        && !thread.getName().startsWith("OkHttp"))
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    private static String described(RecordedEvent event) {
        return event.getClass("thrownClass").getName() + " in "
                + event.getStackTrace().getFrames().stream()
                        .limit(FRAMES)
                        .map(frame -> frame.getMethod().getType().getName() + "."
                                + frame.getMethod().getName())
                        .collect(Collectors.joining(" < "));
    }
}
