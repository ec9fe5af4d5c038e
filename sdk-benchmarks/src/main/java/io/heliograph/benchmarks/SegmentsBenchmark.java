package io.heliograph.benchmarks;

import io.heliograph.text.Segments;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the time and allocation of counting segments, beside other libraries. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SegmentsBenchmark {
    private static final String GSM =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,!?:;-@£$èéùìòÇ\n";
    private static final String THAI = "กขคงจชซญฎฏฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะาิีึืุูเแโใไ่้";
    private static final String MIXED = GSM + GSM + GSM + THAI + "€[]{}^~|\\’“”–…";

    /** The kind and the length of the text. */
    @Param({"gsm-50", "gsm-160", "thai-300", "mixed-1000"})
    public String text = "";

    private final Peers peers = new Peers();
    private String content = "";

    /** Makes the same text in every run. */
    @Setup
    public void setUp() {
        String[] kind = text.split("-", -1);
        String alphabet = kind[0].equals("gsm") ? GSM : kind[0].equals("thai") ? THAI : MIXED;
        int length = Integer.parseInt(kind[1]);
        Random random = new Random(length);
        StringBuilder made = new StringBuilder(length);
        while (made.length() < length) {
            made.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        content = made.toString();
    }

    @Benchmark
    public int heliograph() {
        return Segments.of(content).parts();
    }

    @Benchmark
    public int commonsCharset() {
        return peers.commonsCharset(content);
    }

    @Benchmark
    public int jcharset() {
        return peers.jcharset(content);
    }
}
