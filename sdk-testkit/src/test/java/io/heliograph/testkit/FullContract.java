package io.heliograph.testkit;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ErrorTable;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The responses of {@link FullProvider}'s vendor. */
abstract class FullContract extends ProviderContract {
    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", "{\"id\":\"m-1\",\"status\":\"queued\"}");
    }

    @Override
    protected List<String> failed() {
        return List.of("{\"id\":\"m-1\",\"status\":\"failed\"}");
    }

    @Override
    protected List<String> partlyFailed() {
        return List.of("{\"id\":\"m-1\",\"parts\":[{\"status\":\"queued\"},{\"status\":\"failed\"}]}");
    }

    @Override
    protected Optional<String> failedBody(String text) {
        return Optional.of("{\"id\":\"m-1\",\"status\":\"failed\",\"message\":\"" + text + "\"}");
    }

    @Override
    protected Optional<Behaviour> bulkAcceptedRejecting(List<PhoneNumber> taken, PhoneNumber refused) {
        List<String> digits = taken.stream().map(PhoneNumber::digits).toList();
        return Optional.of(Behaviour.answer(
                201,
                "application/json",
                "{\"id\":\"m-1\",\"taken\":\"" + String.join(" ", digits) + "\",\"refused\":\"" + refused.digits()
                        + "\"}"));
    }

    @Override
    protected Optional<Behaviour> bulkRejectedNaming(List<PhoneNumber> all, PhoneNumber named) {
        String body = "{\"code\":\"SOME\",\"blocked\":\"" + named.digits() + "\"}";
        return Optional.of(Behaviour.answer(400, "application/json", body));
    }

    @Override
    protected Map<VendorOption<?>, List<String>> optionValues() {
        return Map.of(FullProvider.PRIORITY, List.of("3", "8"));
    }

    @Override
    protected List<ErrorTable> errorTables() {
        return List.of(FullProvider.TABLE);
    }

    @Override
    protected String errorBody(String text) {
        return "{\"message\":\"" + text + "\"}";
    }

    @Override
    protected Optional<String> errorBodyOfCode(String code) {
        return Optional.of("{\"code\":\"" + code + "\",\"message\":\"no\"}");
    }

    @Override
    protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
        List<String> digits = named.stream().map(PhoneNumber::digits).toList();
        return Optional.of(Behaviour.answer(
                201, "application/json", "{\"id\":\"m-1\",\"taken\":\"" + String.join(" ", digits) + "\"}"));
    }
}
