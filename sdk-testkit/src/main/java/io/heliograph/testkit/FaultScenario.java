package io.heliograph.testkit;

import io.heliograph.http.HttpOptions;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.MutePort;
import io.heliograph.testkit.socket.RefusingPort;
import io.heliograph.testkit.socket.SocketHarness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The servers and the client's options for one row of the matrix. Not thread-safe. */
final class FaultScenario implements AutoCloseable {
    /** A host name of the loopback zone, which allows plain HTTP; only this class resolves it. */
    private static final String HOST = "vendor.localhost";

    /** Has the trust store of all scenarios' clients: reading it takes more time than most tests. */
    private static final OkHttpClient BASE = new OkHttpClient();

    SocketHarness harness = SocketHarness.start();
    final SocketHarness elsewhere = SocketHarness.start();
    private final RefusingPort refusing = RefusingPort.reserve();
    private final MutePort mute = MutePort.open();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Behaviour accepted;
    private String scheme = "http";
    private int port = harness.port();
    private List<String> addresses = List.of("127.0.0.1");
    private boolean nameServerHangs;
    private @Nullable Proxy proxy;
    private Duration connectTimeout = Duration.ofSeconds(5);

    Duration deadline = Duration.ofSeconds(10);
    boolean warmedUp;

    FaultScenario(Behaviour accepted) {
        this.accepted = accepted;
        elsewhere.script(accepted);
    }

    /** The server does this with each request. */
    void serves(Behaviour behaviour) {
        harness.script(behaviour);
    }

    /** The server accepts one message, which leaves its connection in the pool, and does this with the next one. */
    void servesAfterOne(Behaviour behaviour) {
        warmedUp = true;
        harness.script(accepted, behaviour, accepted);
    }

    /** The server does this with the first message, and accepts all others. */
    void answersFirst(Behaviour behaviour) {
        warmedUp = true;
        harness.script(behaviour, accepted);
    }

    /** The server accepts connections and stays silent, in TLS too. */
    void saysNothing() {
        port = mute.port();
        givesUpSoon();
    }

    /** The client reaches the vendor through a proxy that stays silent. */
    void hasAMuteProxy() {
        speaksTls();
        hasAProxyAt(mute.port());
        givesUpSoon();
    }

    /** The client reaches the vendor through a proxy, which the server plays. */
    void hasAProxy() {
        speaksTls();
        hasAProxyAt(harness.port());
    }

    private void hasAProxyAt(int proxyPort) {
        proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort));
    }

    /** The name server never answers. */
    void hasAHangingNameServer() {
        nameServerHangs = true;
        givesUpSoon();
    }

    private void givesUpSoon() {
        connectTimeout = Duration.ofMillis(40);
    }

    /** The vendor has three addresses, and the server listens on all of them. */
    void hasThreeAddresses() {
        harness.close();
        harness = SocketHarness.startOnAllLoopback();
        port = harness.port();
        resolvesTo("127.0.0.1", "127.0.0.2", "127.0.0.3");
    }

    void resolvesTo(String... newAddresses) {
        addresses = List.of(newAddresses);
    }

    void resolvesToNothing() {
        addresses = List.of();
    }

    void refuses() {
        port = refusing.port();
    }

    void speaksTls() {
        scheme = "https";
    }

    String baseUrl() {
        return scheme + "://" + HOST + ":" + port;
    }

    HttpOptions options() {
        OkHttpClient client = BASE.newBuilder()
                .connectionPool(new ConnectionPool())
                .dispatcher(new Dispatcher())
                .dns(this::lookup)
                .proxy(proxy)
                .build();
        return HttpOptions.defaults().using(client).connectTimeout(connectTimeout);
    }

    /** Waits until the server has closed each connection that it should close. */
    void awaitClosed() {
        harness.awaitClosed();
    }

    private List<InetAddress> lookup(String name) throws UnknownHostException {
        if (nameServerHangs) {
            awaitEnd();
        }
        if (!name.equals(HOST) || addresses.isEmpty()) {
            throw new UnknownHostException(name);
        }
        List<InetAddress> found = new ArrayList<>();
        for (String address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }

    private void awaitEnd() throws UnknownHostException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        mute.close();
        harness.close();
        elsewhere.close();
        refusing.close();
    }
}
