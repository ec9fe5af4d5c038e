package io.heliograph.testkit.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    @Test
    void after_close_no_thread_is_left() throws IOException {
        SocketHarness harness = SocketHarness.start();
        harness.script(
                Behaviour.silent(),
                Behaviour.dribble(Duration.ofHours(1)),
                Behaviour.answer(200, "text/plain", "ok"),
                Behaviour.answerBytes(200, "", new byte[64 * 1024 * 1024]));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(RawClient.to(harness).send(RawClient.POST));
            harness.takeRequest(Duration.ofSeconds(5));
        }
        clients.add(RawClient.to(harness));
        assertThat(threadsOf(harness)).hasSizeGreaterThanOrEqualTo(5);

        harness.close();

        assertThat(threadsOf(harness)).isEmpty();
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void after_close_the_port_refuses_and_a_second_close_does_nothing() {
        SocketHarness harness = SocketHarness.start();
        harness.close();
        harness.close();

        assertThatThrownBy(() -> RawClient.to(harness)).isInstanceOf(ConnectException.class);
    }

    @Test
    void many_clients_at_once_are_all_counted() throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try (SocketHarness harness = SocketHarness.start()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(pool.submit(() -> {
                    try (RawClient client = RawClient.to(harness).send(RawClient.POST)) {
                        return client.readHead();
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).startsWith("HTTP/1.1 500 ");
            }
            assertThat(harness.posts()).isEqualTo(200);
            assertThat(harness.connections()).isEqualTo(200);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void all_loopback_addresses_reach_aharness_that_listens_on_all() throws IOException {
        try (SocketHarness harness = SocketHarness.startOnAllLoopback()) {
            for (int last = 1; last <= 3; last++) {
                InetAddress address = loopback(last);
                try (RawClient client = RawClient.to(address, harness.port()).send(RawClient.POST)) {
                    client.readHead();
                    assertThat(harness.takeRequest(Duration.ofSeconds(5)).reachedAt())
                            .isEqualTo(address);
                }
            }
            assertThat(harness.connections()).isEqualTo(3);
        }
    }

    @Test
    void an_ordinary_harness_listens_on_one_address_only() {
        try (SocketHarness harness = SocketHarness.start()) {
            assertThatThrownBy(() -> RawClient.to(loopback(2), harness.port())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_peer_that_is_not_loopback_is_dropped() throws IOException {
        assertThat(Loopback.admits(InetAddress.getByAddress(new byte[] {10, 0, 0, 1})))
                .isFalse();
        try (SocketHarness harness = SocketHarness.startOnAllLoopback()) {
            for (InetAddress outer : addressesThatAreNotLoopback()) {
                assertThat(answerAt(outer, harness.port())).as("%s", outer).isEmpty();
            }
            assertThat(harness.connections()).isZero();
        }
    }

    @Test
    void awaiting_aclose_that_does_not_happen_fails() {
        RequestLog ledger = new RequestLog();
        ledger.awaitClosed(Duration.ZERO);
        ledger.closeDue();

        assertThatThrownBy(() -> ledger.awaitClosed(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("still open");
    }

    @Test
    void a_reserved_port_refuses_until_it_is_given_back() throws IOException {
        try (RefusingPort refusing = RefusingPort.reserve()) {
            assertThat(refusing.url()).hasHost("127.0.0.1").hasPort(refusing.port());
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> RawClient.to(Loopback.address(), refusing.port()))
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining("refused");
            }
        }
    }

    private static String answerAt(InetAddress address, int port) throws IOException {
        try (RawClient client = RawClient.to(address, port).send(RawClient.POST)) {
            return client.readToEnd();
        } catch (SocketException e) {
            // Closed while it was still writing: no response either.
            return "";
        }
    }

    private static List<InetAddress> addressesThatAreNotLoopback() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static List<String> threadsOf(SocketHarness harness) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("socket-harness-" + harness.port() + "-"))
                .toList();
    }
}
