package io.heliograph.benchmarks.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Records where virtual threads are pinned for more than 20 ms, from its construction. */
final class PinnedThreads implements AutoCloseable {
    private static final String EVENT = "jdk.VirtualThreadPinned";
    private static final Duration THRESHOLD = Duration.ofMillis(20);
    private static final int FRAMES = 12;

    private final Recording recording = new Recording();

    PinnedThreads() {
        recording.enable(EVENT).withThreshold(THRESHOLD).withStackTrace();
        recording.start();
    }

    /** Ends it; one line for each time that a thread was pinned, with the methods that it was in. */
    List<String> stop() throws IOException {
        Path file = Files.createTempFile("pinned", ".jfr");
        try {
            recording.stop();
            recording.dump(file);
            List<String> places = new ArrayList<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals(EVENT)) {
                    places.add(place(event));
                }
            }
            return places;
        } finally {
            Files.delete(file);
        }
    }

    private static String place(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null) {
            return "somewhere";
        }
        return stack.getFrames().stream()
                .limit(FRAMES)
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .reduce((inner, outer) -> inner + " < " + outer)
                .orElse("somewhere");
    }

    @Override
    public void close() {
        recording.close();
    }
}
