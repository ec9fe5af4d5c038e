package io.heliograph.testkit;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import okio.BufferedSink;

/** A correct provider that sends forms, below an account in the path; a subclass makes one mistake. */
class FormProvider extends FullProvider {
    FormProvider(String baseUrl, String secret, HttpOptions options) {
        super(baseUrl, secret, options);
    }

    @Override
    HttpResponse submit(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        String form = fields(content, recipients).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.submit(http.target("accounts", "AC1", "messages"), json -> write(json, form), context);
    }

    private static void write(JsonWriter json, String form) {
        try (BufferedSink raw = json.valueSink()) {
            raw.writeUtf8(form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> fields(SendRequest request, List<PhoneNumber> recipients) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", recipients.stream().map(PhoneNumber::e164).collect(Collectors.joining(" ")));
        request.from().ifPresent(from -> fields.put("From", from.value()));
        fields.put("Body", request.text());
        fields.put("Key", request.key().value());
        request.tag().ifPresent(tag -> fields.put("Tag", tag));
        request.validity().ifPresent(time -> fields.put("Hours", Long.toString(time.toHours())));
        request.callbackUrl().ifPresent(url -> fields.put("Callback", url.toString()));
        request.sendAt().ifPresent(time -> fields.put("At", time.toString()));
        request.media().forEach(url -> fields.put("Media", url.toString()));
        return fields;
    }
}
