package io.heliograph.sandbox.client;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendOutcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A listener that reports each finished send to a sandbox, so that its page shows the route, the attempts and the key beside the
 * message. It never delays or fails a send: a thread of its own sends the reports, at most 1,000 wait, and those that can't be
 * sent are dropped. Only http URLs of this machine get reports, and one that turns out to be no sandbox gets no more. Thread-safe.
 */
public final class SandboxReporter implements SmsEventListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxReporter.class);
    private static final int MAX_WAITING = 1_000;
    private static final long IDLE_SECONDS = 5;
    private static final Duration CONNECTING = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    /** Where tracing libraries put the id of the current trace: Micrometer, OpenTelemetry's agent, Elastic's. */
    private static final List<String> TRACE_IDS = List.of("traceId", "trace_id", "trace.id");

    private final Map<String, Destination> destinations = new LinkedHashMap<>();
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor thread;

    SandboxReporter(Map<String, URI> baseUrls, LongSupplier nanoTime) {
        Map<URI, Destination> known = new LinkedHashMap<>();
        baseUrls.forEach((provider, url) -> Destination.of(url)
                .ifPresent(each -> destinations.put(provider, known.computeIfAbsent(each.url(), unused -> each))));
        this.nanoTime = nanoTime;
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                SandboxReporter::daemon,
                (report, pool) -> LOG.debug("a report to the sandbox is dropped"));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Reports to one sandbox. */
    public static SandboxReporter to(URI sandbox) {
        return to(Map.of("", sandbox));
    }

    /**
     * Reports to the sandbox that the providers call, if they call one.
     *
     * @param baseUrls the providers' base URLs by their names
     */
    public static SandboxReporter to(Map<String, URI> baseUrls) {
        return new SandboxReporter(baseUrls, System::nanoTime);
    }

    /** Whether a base URL is one that gets reports: http on this machine, by its text alone; what is there isn't asked. */
    public static boolean mayBeSandbox(URI baseUrl) {
        return Destination.of(baseUrl).isPresent();
    }

    private static Thread daemon(Runnable reports) {
        Thread thread = new Thread(reports, "heliograph-sandbox-reports");
        thread.setDaemon(true);
        return thread;
    }

    /** How many reports wait. */
    int waiting() {
        return thread.getQueue().size();
    }

    /** Whether there is any URL that still gets reports. */
    public boolean isOn() {
        return destinations.values().stream().anyMatch(each -> !each.isOff());
    }

    @Override
    public void sendEnded(SendCompletion end) {
        ifReported(end).ifPresent(outcome -> {
            Optional<String> traceId = traceId();
            thread.execute(() -> send(List.of(SendReport.of(end, outcome, traceId))));
        });
    }

    @Override
    public void bulkPartEnded(SendCompletion end) {
        ifReported(end).ifPresent(outcome -> {
            Optional<String> traceId = traceId();
            thread.execute(() -> send(SendReport.ofBulk(end, outcome, traceId)));
        });
    }

    /** A replay sent nothing now, and its first send was reported. */
    private Optional<SendOutcome> ifReported(SendCompletion end) {
        return isOn() ? end.outcome().filter(outcome -> !outcome.replayed()) : Optional.empty();
    }

    private static Optional<String> traceId() {
        return TRACE_IDS.stream()
                .flatMap(name -> Optional.ofNullable(MDC.get(name)).stream())
                .findFirst();
    }

    private void send(Collection<SendReport> reports) {
        for (SendReport report : reports) {
            try {
                send(report);
            } catch (RuntimeException e) {
                LOG.debug("a report to the sandbox failed with {}", e.getClass().getName());
            }
        }
    }

    /** The vendor that answered comes first; during its outage, another one's port may be of the same sandbox. */
    private void send(SendReport report) {
        Set<Destination> all = new LinkedHashSet<>();
        report.providers().forEach(provider -> {
            Destination known = destinations.get(provider);
            if (known != null) {
                all.add(known);
            }
        });
        all.addAll(destinations.values());
        for (Destination destination : all) {
            if (destination.isOpen(nanoTime.getAsLong(), PAUSE) && mayHave(report, destination)) {
                return;
            }
        }
    }

    /** Whether it may have got the report; without a connection, and from what is no sandbox, another one gets it. */
    private boolean mayHave(SendReport report, Destination destination) {
        try {
            SandboxHttp.Answer answer = SandboxHttp.exchange("POST", destination.url(), report, CONNECTING, SILENCE);
            if (!answer.isSuccess()) {
                LOG.debug("{} answers {}: no sandbox, so it gets no more reports", destination.url(), answer.status());
                destination.switchOff();
            }
            return answer.isSuccess();
        } catch (IOException e) {
            LOG.debug("{} doesn't answer: no reports for a while", destination.url());
            destination.pause(nanoTime.getAsLong());
            return !(e instanceof ConnectException);
        }
    }

    /** Waits up to 2 seconds until the reports that wait are sent, and drops the others. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
