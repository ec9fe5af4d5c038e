package io.heliograph.textingline;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.LeakContract;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class TextingLineContractTest {
    private static final Behaviour MESSAGE =
            Behaviour.answer(201, "application/json", TextingLineVendor.fixture("send-sms.reply.json"));
    private static final Behaviour BROADCAST =
            Behaviour.answer(201, "application/json", TextingLineVendor.fixture("broadcast.reply.json"));

    private static VendorClient textingLine(String baseUrl, String secret, HttpOptions options) {
        return TextingLine.builder()
                .baseUrl(baseUrl)
                .keyId("uk_1234")
                .keySecret(secret)
                .http(options)
                .build();
    }

    @Nested
    class AMessage extends ProviderContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return textingLine(baseUrl, secret, options);
        }

        @Override
        protected Behaviour accepted() {
            return MESSAGE;
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return List.of(TextingLineErrors.TABLE, TextingLineErrors.FAILED_MESSAGE, TextingLineErrors.FAILED_MMS);
        }

        @Override
        protected List<String> failed() {
            return List.of("{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":\"routing_error\"}");
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of("{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":\"opted_out\",\"errorMessage\":\""
                    + text + "\"}");
        }

        @Override
        protected String errorBody(String text) {
            return TextingLineVendor.error(33_999, text);
        }

        @Override
        protected Optional<String> errorBodyOfCode(String code) {
            return code.matches("[0-9]{1,9}")
                    ? Optional.of(TextingLineVendor.error(Integer.parseInt(code), "no"))
                    : Optional.of("{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":\"" + code + "\"}");
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            return Optional.of(Behaviour.answer(
                    201,
                    "application/json",
                    "{\"id\":\"brc_1\",\"totalRecipients\":" + named.size() + ",\"status\":\"queued\"}"));
        }

        @Override
        protected Optional<Behaviour> bulkRejectedNaming(List<PhoneNumber> all, PhoneNumber named) {
            return Optional.of(Behaviour.answer(
                    400,
                    "application/json",
                    "{\"code\":33028,\"details\":{\"notOptedIn\":[\"" + named.e164() + "\"],\"totalNotOptedIn\":1}}"));
        }

        @Override
        protected String from() {
            return "+18005559876";
        }
    }

    @Nested
    class ABroadcast extends LeakContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return new Broadcasting(textingLine(baseUrl, secret, options).provider());
        }

        @Override
        protected Behaviour accepted() {
            return BROADCAST;
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of("{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":\"opted_out\",\"errorMessage\":\""
                    + text + "\"}");
        }

        @Override
        protected String errorBody(String text) {
            return TextingLineVendor.error(33_999, text);
        }

        @Override
        protected String from() {
            return "+18005559876";
        }
    }

    /** Sends each request as a broadcast. */
    private record Broadcasting(SmsProvider real) implements SmsProvider, VendorClient {
        @Override
        public SmsProvider provider() {
            return this;
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> capabilities = EnumSet.copyOf(real.capabilities());
            capabilities.remove(Capability.BULK); // each send is a bulk send already
            return capabilities;
        }

        @Override
        public DuplicateProtection duplicateProtection() {
            return real.duplicateProtection();
        }

        @Override
        public List<Violation> validate(SendRequest request) {
            return real.validate(request);
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            return real.sendBulk(request, List.of(request.to()), context);
        }

        @Override
        public Message status(MessageId id, Deadline deadline) {
            return real.status(id, deadline);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
