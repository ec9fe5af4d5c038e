package io.heliograph.benchmarks.send;

import com.infobip.ApiClient;
import com.twilio.http.TwilioRestClient;
import com.vonage.client.VonageClient;
import io.heliograph.benchmarks.send.PostClients.Caller;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.dromara.sms4j.chuanglan.service.ChuangLanSmsImpl;

/** Counts the POSTs of one logical send by each client for each fault, and prints them as CSV with what the caller got. */
final class PostCount {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);
    private static final Pattern VERSION = Pattern.compile("-([0-9][^/]*)\\.jar$");

    private PostCount() {}

    /** Arguments: clients with commas between them, or all. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String names = arguments.length > 0 ? arguments[0] : "all";
        measure(
                out,
                names.equals("all") ? PostClients.ALL : List.of(names.split(",", -1)),
                EnumSet.allOf(PostFault.class));
        System.exit(0); // some clients leave threads that aren't daemons
    }

    /** Measures the clients of these names. */
    static void measure(PrintStream out, List<String> clients, Set<PostFault> faults) throws Exception {
        out.println("# " + versions());
        out.println("fault,client,posts,taken,caller");
        for (PostFault fault : faults) {
            for (String client : clients) {
                Count count = count(client, fault);
                out.println(fault.label() + "," + client + "," + count.posts() + "," + count.taken() + ","
                        + count.caller());
            }
        }
    }

    /**
     * What one send came to.
     *
     * @param posts the POSTs that the server read whole
     * @param taken how many of them may be a message at the vendor
     * @param caller what the caller got
     */
    record Count(int posts, int taken, String caller) {}

    static Count count(String name, PostFault fault) throws Exception {
        Duration timeout = fault == PostFault.SILENT ? SHORT_TIMEOUT : TIMEOUT;
        try (FaultServer server = new FaultServer(fault);
                Caller client = PostClients.open(name, server.base(), timeout)) {
            if (fault == PostFault.KEPT_CLOSED) {
                client.send();
                server.forget();
            }
            String caller = caller(client);
            return new Count(server.posts(), server.taken(), caller);
        }
    }

    /** Whatever a client throws is what its caller gets. */
    private static String caller(Caller client) {
        try {
            return client.send();
        } catch (NotAccepted e) {
            return String.valueOf(e.getMessage());
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    /** The libraries whose clients these are, as their jars have it. */
    static String versions() {
        Map<String, Class<?>> libraries = new LinkedHashMap<>();
        libraries.put("OkHttp", OkHttpClient.class);
        libraries.put("Twilio", TwilioRestClient.class);
        libraries.put("Vonage", VonageClient.class);
        libraries.put("Infobip", ApiClient.class);
        libraries.put("sms4j", ChuangLanSmsImpl.class);
        return libraries.entrySet().stream()
                .map(library -> library.getKey() + " " + version(library.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String version(Class<?> type) {
        Matcher version = VERSION.matcher(
                type.getProtectionDomain().getCodeSource().getLocation().getPath());
        return version.find() ? String.valueOf(version.group(1)) : "of the class path";
    }
}
