package io.heliograph.thaibulk;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.PhoneNumber;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Optional;

/** The one-POST rule, the canary values, and all other rules of the provider contract. */
class ThaiBulkContractTest extends ProviderContract {
    private static final Behaviour ACCEPTED =
            Behaviour.answer(200, "application/json", ThaiBulkVendor.fixture("send-minimal.reply.json"));

    @Override
    protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
        return ThaiBulk.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    @Override
    protected Behaviour accepted() {
        return ACCEPTED;
    }

    @Override
    protected String to() {
        return "+66812345678";
    }

    @Override
    protected List<ErrorTable> errorTables() {
        return List.of(ThaiBulkErrors.TABLE, ThaiBulkErrors.RECIPIENT);
    }

    @Override
    protected List<String> failed() {
        return List.of(
                "{\"uuid\":\"u-1\",\"status\":\"failed\"}", "{\"data\":{\"uuid\":\"u-1\",\"status\":\"failed\"}}");
    }

    @Override
    protected Optional<String> failedBody(String text) {
        return Optional.of("{\"uuid\":\"u-1\",\"status\":\"failed\",\"message\":\"" + text + "\"}");
    }

    @Override
    protected String errorBody(String text) {
        return ThaiBulkVendor.error(text);
    }

    @Override
    protected Optional<String> errorBodyOfCode(String code) {
        return Optional.of(ThaiBulkVendor.error("no", code));
    }

    @Override
    protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
        String body = "{\"uuid\":\"u-1\",\"recipientCount\":" + named.size() + "}";
        return Optional.of(Behaviour.answer(200, "application/json", body));
    }
}
