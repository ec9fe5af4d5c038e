package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that was closed leaves no thread of ours, and no connection. */
@Timeout(30)
class NothingLeftTest {
    /**
     * The daemons that OkHttp, Okio and our transport share in a process, which end when they are idle for a minute, and those
     * of Reactor's schedulers, which it keeps for whoever used WebFlux before in this one.
     */
    private static final Pattern SHARED = Pattern.compile("OkHttp TaskRunner|Okio Watchdog|heliograph-deadlines"
            + "|(parallel|boundedElastic|single|loomBoundedElastic)-.*");

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");

    private static void run(Consumer<SmsClient> use, String... properties) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties("server.port=0")
                .properties(properties);
        try (ConfigurableApplicationContext context = application.run()) {
            use.accept(context.getBean(SmsClient.class));
        }
    }

    @Test
    void no_thread_is_left() throws InterruptedException {
        run(
                client -> client.trySend(SandboxClients.request().build()),
                "heliograph.sandbox.enabled=true"); // warms up what others keep
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        run(
                client -> client.trySend(SandboxClients.request().route("wavix").build()),
                "heliograph.sandbox.enabled=true",
                "heliograph.deadline=5s");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !SHARED.matcher(thread.getName()).matches()) {
                thread.join(TimeUnit.SECONDS.toMillis(5)); // those of the server may be about to end
                assertThat(thread.isAlive()).as("%s is alive", thread.getName()).isFalse();
            }
        }
    }

    @Test
    void the_connection_to_the_vendor_is_closed_with_the_context() throws Exception {
        try (ServerSocket vendor = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> afterTheAnswer = CompletableFuture.supplyAsync(() -> answerOnce(vendor));
            run(
                    client -> client.trySend(SandboxClients.request().build()),
                    "heliograph.providers.wavix.api-key=key-1",
                    "heliograph.providers.wavix.base-url=http://127.0.0.1:" + vendor.getLocalPort(),
                    "heliograph.retry.max-attempts=1");
            assertThat(afterTheAnswer.get(10, TimeUnit.SECONDS))
                    .as("end of the stream")
                    .isEqualTo(-1);
        }
    }

    /** Answers one request, and gives what comes then on the same connection, within less than it is kept idle. */
    private static int answerOnce(ServerSocket vendor) {
        try (Socket connection = vendor.accept()) {
            connection.setSoTimeout(3000);
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            Matcher length = LENGTH.matcher(head);
            assertThat(length.find()).isTrue();
            assertThat(in.readNBytes(Integer.parseInt(length.group(1)))).isNotEmpty();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
