package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.wavix.Wavix;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * How do I send many different messages at once, without a thread pool to tune?
 *
 * <p>A send blocks its thread, and a virtual thread costs almost nothing; how many requests a provider gets at once is the client's to
 * limit: 64, or {@code ProviderLimits}. These sources are compiled for Java 17, so the executor is chosen at run time: on Java 21 your own code says
 * {@code Executors.newVirtualThreadPerTaskExecutor()}. {@code scripts/recipe threads} runs it on a sandbox. For a real account leave
 * out {@code baseUrl}, and set your API key and sender.
 */
final class VirtualThreads {
    private VirtualThreads() {}

    /** The order of the outcomes is that of the requests. */
    static List<SendOutcome> sendAll(SmsClient sms, List<SendRequest> requests, ExecutorService executor) {
        List<CompletableFuture<SendOutcome>> sends = requests.stream()
                .map(request -> sms.sendAsync(request, executor))
                .toList(); // all are under way before the first is waited for
        return sends.stream().map(CompletableFuture::join).toList();
    }

    static ExecutorService executor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) { // before Java 21
            return Executors.newFixedThreadPool(64);
        }
    }

    static void run(Sandbox sandbox) {
        Wavix wavix = Wavix.builder()
                .apiKey("sandbox")
                .baseUrl(sandbox.baseUrl("wavix").toString())
                .from("ACME")
                .build();
        List<SendRequest> requests = IntStream.range(0, 100)
                .mapToObj(i -> SendRequest.to("+447700" + (900_100 + i))
                        .text("Your appointment is number " + i)
                        .idempotencyKey(IdempotencyKey.derive("appointment", "" + i))
                        .build())
                .toList();
        ExecutorService executor = executor();
        try (SmsClient sms = SmsClient.builder().provider(wavix).build()) { // closed first: it waits for its sends
            List<SendOutcome> outcomes = sendAll(sms, requests, executor);
            long accepted = outcomes.stream()
                    .filter(outcome -> outcome instanceof SendOutcome.Accepted)
                    .count();
            System.out.println(accepted + " of " + outcomes.size() + " accepted, on "
                    + (Runtime.version().feature() >= 21 ? "a virtual thread each" : "64 platform threads") + "; "
                    + sandbox.inbox().size() + " SMS.");
        } finally {
            executor.shutdown();
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
