package io.heliograph.cli.watch;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.sandbox.client.MessageQuery;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Follows the messages of a running sandbox by its events. Thread-safe. */
public final class SandboxSource implements AutoCloseable {
    private static final Set<String> FINAL = Set.of("delivered", "failed");
    private static final int CONNECTING_MILLIS = 5_000;
    private static final String DATA = "data:";
    private static final JsonAdapter<Object> JSON = new Moshi.Builder().build().adapter(Object.class);

    private final SandboxClient sandbox;
    private final Watch watch;
    private final Clock clock;
    private final HttpURLConnection events;

    /**
     * Connects to a sandbox.
     *
     * @throws IOException if nothing answers there
     */
    public SandboxSource(URI url, Watch watch, Clock clock) throws IOException {
        this.watch = watch;
        this.clock = clock;
        sandbox = SandboxClient.of(url);
        events = (HttpURLConnection) sandbox.url().resolve("api/events").toURL().openConnection(Proxy.NO_PROXY);
        events.setConnectTimeout(CONNECTING_MILLIS);
        events.setRequestProperty("Accept", "text/event-stream");
        int status = events.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + status);
        }
    }

    /**
     * What it has of a message.
     *
     * @param to the number in clear
     */
    public record Seen(MessageId id, String to, String status, boolean isFinal, String error) {
        /** Whether it is to this number. */
        public boolean isTo(PhoneNumber number) {
            return PhoneNumber.tryParse(to)
                    .filter(found -> found.canonical().equals(number.canonical()))
                    .isPresent();
        }
    }

    /** Reports the messages that are there, and follows their changes and those to come. */
    public void follow(Predicate<Seen> wanted, boolean withFinal) {
        for (SandboxMessage message : sandbox.messages(MessageQuery.all())) {
            Seen seen = seen(
                    message.vendor(),
                    message.vendorId(),
                    message.to(),
                    message.status(),
                    message.error().orElse(""));
            if (wanted.test(seen) && (withFinal || !seen.isFinal())) {
                watch.add(change(seen));
            }
        }
        Thread reading = new Thread(() -> read(wanted), "sms-watch-sandbox");
        reading.setDaemon(true);
        reading.start();
    }

    private void read(Predicate<Seen> wanted) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    event = line.substring("event:".length()).strip();
                } else if (line.startsWith(DATA) && event.equals("message")) {
                    message(line.substring(DATA.length()), wanted);
                }
            }
        } catch (IOException e) {
            // The sandbox has ended, or the watch has.
        }
        watch.lost();
    }

    private void message(String json, Predicate<Seen> wanted) throws IOException {
        if (JSON.fromJson(json) instanceof Map<?, ?> fields) {
            Seen seen = seen(
                    text(fields, "vendor"),
                    text(fields, "vendorId"),
                    text(fields, "to"),
                    text(fields, "status"),
                    text(fields, "error"));
            if (wanted.test(seen)) {
                watch.add(change(seen));
            }
        }
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static Seen seen(String vendor, String id, String to, String status, String error) {
        return new Seen(
                MessageId.tryParse(vendor, id), to, status.toUpperCase(Locale.ROOT), FINAL.contains(status), error);
    }

    private Change change(Seen seen) {
        return new Change(clock.instant(), seen.id(), seen.status(), seen.isFinal(), masked(seen.to()), seen.error());
    }

    private static String masked(String number) {
        return PhoneNumber.tryParse(number).map(Object::toString).orElse("");
    }

    /** Ends the connection. */
    @Override
    public void close() {
        events.disconnect();
    }
}
