package io.heliograph.standalone;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Opens pages in the user's browser by the system's own command, which needs no classes for windows. */
final class WebBrowser {
    private WebBrowser() {}

    /** Opens a page; false if the command is missing or has failed. */
    static boolean open(URI page) {
        return open(command(System.getProperty("os.name", "")), page);
    }

    static List<String> command(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open");
        }
        return name.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler") : List.of("xdg-open");
    }

    /** A command that runs on may be the browser itself. */
    static boolean open(List<String> command, URI page) {
        try {
            Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(page.toString()))
                            .toList())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !process.waitFor(3, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
