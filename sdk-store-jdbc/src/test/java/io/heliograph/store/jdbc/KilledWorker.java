package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.http.AttemptContext;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.RecordingProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Another process that sends one key after the other to a counting server, with several threads, until it is killed. */
final class KilledWorker {
    private static final int THREADS = 4;

    private KilledWorker() {}

    /**
     * Starts a process.
     *
     * @param name what its requests name it
     * @param from the number of its first key; the workers have their keys in common
     */
    static Process start(String store, int port, String name, int from) throws IOException {
        return ChildJvm.of(KilledWorker.class, store, String.valueOf(port), name, String.valueOf(from))
                .start();
    }

    static IdempotencyKey key(int number) {
        return IdempotencyKey.of("order-" + number);
    }

    static SendRequest request(IdempotencyKey key) {
        return SendRequest.to("+66812345678")
                .text("Your code is 482910")
                .idempotencyKey(key)
                .build();
    }

    /** Sends until nobody reads its lines any more; prints the key of each send that it knows as accepted. */
    public static void main(String[] arguments) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[3]));
        try (JdbcStore store = SendingProcess.builder(arguments[0]).open();
                SmsClient client = client(store, Integer.parseInt(arguments[1]), arguments[2])) {
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> sendAll(client, next));
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void sendAll(SmsClient client, AtomicInteger next) {
        while (!System.out.checkError()) {
            int number = next.getAndIncrement();
            if (client.trySend(request(key(number))) instanceof SendOutcome.Accepted) {
                System.out.println(number);
            }
        }
    }

    static SmsClient client(JdbcStore store, int port, String name) {
        SmsProvider recording = new RecordingProvider("first").provider();
        SmsProvider provider = (SmsProvider) Proxy.newProxyInstance(
                KilledWorker.class.getClassLoader(), new Class<?>[] {SmsProvider.class}, (self, method, values) -> {
                    if (method.getName().equals("send") && values[1] instanceof AttemptContext) {
                        post(port, name, ((SendRequest) values[0]).key());
                    }
                    try {
                        return method.invoke(recording, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return SmsClient.builder()
                .provider((VendorClient) () -> provider)
                .idempotencyStore(store.idempotency())
                .waitForConcurrentSend(false)
                .deadline(Duration.ofSeconds(20))
                .build();
    }

    /** One request, and its answer. */
    private static void post(int port, String name, IdempotencyKey key) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((name + " " + key + "\n").getBytes(StandardCharsets.UTF_8));
            if (socket.getInputStream().read() < 0) {
                throw new IllegalStateException("no answer");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the connection broke", e);
        }
    }
}
