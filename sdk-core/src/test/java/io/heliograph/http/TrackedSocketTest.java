package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** A peer that connects and then says nothing is left, even if nobody cancels the call. */
class TrackedSocketTest {
    private static final int MILLIS = 50;

    private static Socket connected(ServerSocket silent) throws IOException {
        Socket socket = new TrackedSocket.Factory().createSocket();
        socket.connect(silent.getLocalSocketAddress(), MILLIS);
        return socket;
    }

    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void a_read_before_the_first_request_ends_with_the_time_to_connect() throws IOException {
        try (ServerSocket silent = silent();
                Socket socket = connected(silent)) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_handshake_that_is_never_answered_ends_with_the_time_to_connect() throws IOException {
        SSLSocketFactory tls = new TrackedTlsSockets((SSLSocketFactory) SSLSocketFactory.getDefault());
        try (ServerSocket silent = silent();
                Socket socket = connected(silent);
                TrackedTlsSocket secured = (TrackedTlsSocket) tls.createSocket(socket, "localhost", 443, true)) {
            assertThatThrownBy(secured::startHandshake).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** A vendor may take longer to answer than to connect: that time is the call's deadline. */
    @Test
    void a_request_is_not_bounded_by_the_time_to_connect() throws IOException {
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        vendor.start();
        AtomicInteger bound = new AtomicInteger(-1);
        OkHttpClient client = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void connectionAcquired(Call call, Connection connection) {
                        socket = connection.socket();
                    }

                    private volatile Socket socket = new Socket();

                    @Override
                    public void requestHeadersEnd(Call call, Request request) {
                        try {
                            bound.set(socket.getSoTimeout());
                        } catch (SocketException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                })
                .build();
        Endpoint endpoint =
                Endpoint.of("http://127.0.0.1:" + vendor.getAddress().getPort(), false);
        try (VendorHttp http = VendorHttp.to(endpoint, HttpOptions.defaults().using(client))) {
            http.get(http.target("status"), Deadline.after(Duration.ofSeconds(10)));

            assertThat(bound).hasValue(0);
        } finally {
            vendor.stop(0);
        }
    }
}
