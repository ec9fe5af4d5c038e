package io.heliograph.benchmarks.send;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Credits;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.text.SegmentProfile;
import io.heliograph.wavix.Wavix;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** Wavix without a network: its responses come from memory. */
final class StubbedVendor {
    private static final int MANY_CONDITIONS = 400;
    private static final MediaType JSON = MediaType.get("application/json");

    private StubbedVendor() {}

    /** An HTTP client whose calls write their bodies to memory, and get a response from there. */
    static OkHttpClient http() {
        return new OkHttpClient.Builder().addInterceptor(StubbedVendor::respond).build();
    }

    private static Response respond(Interceptor.Chain chain) throws IOException {
        RequestBody body = chain.request().body();
        if (body != null) {
            Buffer written = new Buffer();
            body.writeTo(written);
            written.clear();
        }
        byte[] bytes = VendorAnswers.wavix();
        int start = bytes.length - VendorAnswers.BODY;
        Buffer content = new Buffer().write(bytes, start, VendorAnswers.BODY);
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .header("Content-Type", "application/json")
                .header("Content-Length", Integer.toString(VendorAnswers.BODY))
                .body(ResponseBody.create(content, JSON, VendorAnswers.BODY))
                .build();
    }

    /** A client with this number of providers, whose HTTP is stubbed. */
    static SmsClientBuilder withoutNetwork(int providers) {
        SmsClientBuilder builder =
                SmsClient.builder().provider(wavix(HttpOptions.defaults().using(http())));
        return others(builder, providers);
    }

    /** A client with this number of providers, which make the accepted message themselves. */
    static SmsClientBuilder withoutHttp(int providers) {
        SmsProvider wavix = wavix(HttpOptions.defaults()).provider();
        return others(SmsClient.builder().provider(() -> new Accepting("wavix", wavix)), providers);
    }

    private static SmsClientBuilder others(SmsClientBuilder builder, int providers) {
        SmsProvider wavix = wavix(HttpOptions.defaults()).provider();
        for (int other = 2; other <= providers; other++) {
            SmsProvider accepting = new Accepting("w" + other, wavix);
            builder.provider(() -> accepting);
        }
        return builder;
    }

    private static Wavix wavix(HttpOptions http) {
        return Wavix.builder()
                .apiKey("secret")
                .from("ACME")
                .baseUrl("http://localhost")
                .allowCleartext(true)
                .http(http)
                .build();
    }

    /** A route whose last rule is for every request, behind conditions that the requests don't meet, and tries Wavix first. */
    static String route(int providers, int conditions) {
        String all = IntStream.rangeClosed(1, providers)
                .mapToObj(number -> number == 1 ? "wavix" : "w" + number)
                .collect(Collectors.joining(" || "));
        if (conditions < 2) {
            return all;
        }
        String between = conditions > MANY_CONDITIONS ? ", " : ": wavix; "; // a route's text and rules are bounded
        return IntStream.range(1, conditions)
                        .mapToObj(number -> "+" + (2000 + number))
                        .collect(Collectors.joining(between))
                + ": wavix; *: " + all;
    }

    /** A provider that checks a request as another does, and accepts it without a call. */
    private record Accepting(String name, SmsProvider wavix) implements SmsProvider {
        @Override
        public Set<Capability> capabilities() {
            return wavix.capabilities();
        }

        @Override
        public List<Violation> validate(SendRequest request) {
            return wavix.validate(request);
        }

        @Override
        public SegmentProfile segmentProfile() {
            return wavix.segmentProfile();
        }

        @Override
        public Credits estimate(SendRequest request) {
            return wavix.estimate(request);
        }

        @Override
        public Optional<WebhookParser> webhooks() {
            return wavix.webhooks();
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            return new SendResult.Accepted(Message.builder(new MessageId(name, VendorAnswers.nextId()), Status.QUEUED)
                    .to(request.to())
                    .build());
        }

        @Override
        public void close() {}
    }
}
