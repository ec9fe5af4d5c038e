package io.heliograph.testkit;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.http.body.FormBody;
import io.heliograph.json.JsonFields;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.WebhookSecurity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of a vendor without JSON: requests are forms, credentials are among their fields, and a 200 has a code
 * and an id for each segment of the text.
 */
final class FormVendor implements VendorClient, SmsProvider {
    static final String PUBLIC_URL = "https://sms.example.com/hooks/formvendor";

    static final ErrorTable TABLE = ErrorTable.of(
            ErrorRow.code("1").is(ErrorType.RATE_LIMITED),
            ErrorRow.code("9").is(ErrorType.INSUFFICIENT_CREDIT),
            ErrorRow.code("20").is(ErrorType.DUPLICATE));

    private final VendorHttp http;
    private final String secret;
    private final FormVendorWebhooks webhooks;

    FormVendor(String baseUrl, String secret, HttpOptions options) {
        Secret hidden = Secret.of("api-secret", secret);
        http = VendorHttp.to(Endpoint.of(baseUrl, false).hiding(hidden), options);
        this.secret = secret;
        webhooks = new FormVendorWebhooks(new WebhookSecurity(List.of(hidden), List.of(), false));
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "formvendor";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SENDER);
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        FormBody form = FormBody.builder()
                .add("api_secret", secret)
                .add("from", request.from().map(Object::toString).orElse(null))
                .add("to", request.to().digits())
                .add("text", request.text())
                .build();
        HttpResponse response = http.submit(http.target("accounts", "AC1", "sms"), form, context);
        List<String> personal = List.of(request.text(), request.to().digits());
        return response.is2xx() ? answer(response, personal) : TABLE.result(response, null, response.body(), personal);
    }

    private SendResult answer(HttpResponse response, List<String> personal) {
        List<@Nullable String> ids = new ArrayList<>();
        String refused = null;
        for (Map<?, ?> part : parts(response)) {
            boolean taken = "0".equals(part.get("code"));
            ids.add(taken ? String.valueOf(part.get("id")) : null);
            refused = taken ? refused : String.valueOf(part.get("code"));
        }
        boolean noneTaken = ids.stream().allMatch(id -> id == null);
        if (refused != null && noneTaken) {
            return TABLE.resultIn2xx(response, refused, null, personal);
        }
        return Acceptance.of(
                response,
                Message.inParts(name(), ids, Status.SUBMITTED)
                        .rawJson(response.body())
                        .build());
    }

    private static List<Map<?, ?>> parts(HttpResponse response) {
        List<Map<?, ?>> parts = new ArrayList<>();
        if (JsonFields.of(response.body()).get("parts") instanceof List<?> listed) {
            for (Object part : listed) {
                if (part instanceof Map<?, ?> fields) {
                    parts.add(fields);
                }
            }
        }
        return parts;
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        throw new UnsupportedOperationException("formvendor has no STATUS");
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public void close() {
        http.close();
    }
}
