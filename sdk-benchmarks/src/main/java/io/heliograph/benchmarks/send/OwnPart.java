package io.heliograph.benchmarks.send;

import com.sun.management.ThreadMXBean;
import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendRequest;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures what a send costs without a network, everything on: validation, key, breaker, limiter, listener, tracker.
 *
 * <ul>
 *   <li>{@code core}: the provider is Wavix's, but its {@code send} makes the accepted message itself: no HTTP and no JSON
 *   <li>{@code client}: all of a send; OkHttp's call goes to an interceptor that writes the body and responds from memory. So
 *       it includes OkHttp's call, without its connection
 *   <li>{@code okhttp}: the call that people write by hand, to the same interceptor
 * </ul>
 *
 * <p>The client's own part is {@code client} less {@code okhttp}. Prints the medians of the rounds.
 */
final class OwnPart {
    private static final int DEFAULT_ROUNDS = 15;
    private static final int DEFAULT_SENDS = 20_000;
    private static final int MAX_WARM_UP = 40;
    private static final int WARM_UP_FOR_EACH_ROUND = 3;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What was measured in each round, for one send: time, processor time of this thread, and allocated bytes. */
    private record Measured(double nanos, double cpuNanos, double bytes) {}

    private record Subject(String name, SendCase send, List<Measured> rounds) {}

    private OwnPart() {}

    /**
     * Arguments, each of which may be left out from the end: what to measure with commas between, rounds, sends in a round,
     * providers in the route, conditions in the route.
     */
    public static void main(String[] arguments) throws Exception {
        List<String> names =
                Arrays.asList(text(arguments, 0, "core,client,okhttp").split(",", -1));
        int rounds = number(arguments, 1, DEFAULT_ROUNDS);
        int sends = number(arguments, 2, DEFAULT_SENDS);
        new OwnPart().run(names, rounds, sends, number(arguments, 3, 1), number(arguments, 4, 1));
    }

    private static String text(String[] arguments, int at, String other) {
        return at < arguments.length ? arguments[at] : other;
    }

    private static int number(String[] arguments, int at, int other) {
        return Integer.parseInt(text(arguments, at, Integer.toString(other)));
    }

    private void run(List<String> names, int rounds, int sends, int providers, int conditions) throws Exception {
        List<Subject> subjects = new ArrayList<>();
        for (String name : names) {
            subjects.add(new Subject(name, subject(name, providers, conditions), new ArrayList<>()));
        }
        WarmUp.until(Math.min(MAX_WARM_UP, WARM_UP_FOR_EACH_ROUND * rounds), () -> {
            for (Subject subject : subjects) {
                round(subject.send(), sends);
            }
            return null;
        });
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : subjects) {
                subject.rounds().add(round(subject.send(), sends));
            }
        }
        out.println("subject,providers,conditions,nanos_per_send,cpu_nanos_per_send,bytes_per_send");
        for (Subject subject : subjects) {
            out.printf(
                    Locale.ROOT,
                    "%s,%d,%d,%.0f,%.0f,%.0f%n",
                    subject.name(),
                    providers,
                    conditions,
                    median(subject, Measured::nanos),
                    median(subject, Measured::cpuNanos),
                    median(subject, Measured::bytes));
            subject.send().close();
        }
    }

    private Measured round(SendCase send, int sends) throws Exception {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < sends; i++) {
            send.send();
        }
        double nanos = System.nanoTime() - start;
        double cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
        double allBytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        return new Measured(nanos / sends, cpuNanos / sends, allBytes / sends);
    }

    private static double median(Subject subject, ToDoubleFunction<Measured> value) {
        double[] sorted = subject.rounds().stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static SendCase subject(String name, int providers, int conditions) {
        return switch (name) {
            case "core" -> sends(StubbedVendor.withoutHttp(providers), providers, conditions);
            case "client" -> sends(StubbedVendor.withoutNetwork(providers), providers, conditions);
            case "okhttp" -> OkHttpCases.reused("http://localhost", StubbedVendor.http());
            default -> throw new IllegalArgumentException("nothing has the name " + name);
        };
    }

    private static SendCase sends(SmsClientBuilder builder, int providers, int conditions) {
        SmsClient client = builder.route(StubbedVendor.route(providers, conditions))
                .listener(new SmsEventListener() {})
                .build();
        return new SendCase() {
            @Override
            public void send() {
                client.send(SendRequest.to(Texts.TO).text(Texts.text()).build());
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
