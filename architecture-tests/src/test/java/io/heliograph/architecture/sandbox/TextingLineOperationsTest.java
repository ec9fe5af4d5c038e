package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.VendorClient;
import io.heliograph.textingline.TextingLine;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The vendor has no operations but the two sends. */
class TextingLineOperationsTest extends SandboxOperations {
    private final TextingLine textingLine = TextingLine.builder()
            .baseUrl(sandbox.baseUrl("textingline").toString())
            .keyId("sandbox")
            .keySecret("sandbox")
            .build();

    @Override
    VendorClient vendorClient() {
        return textingLine;
    }

    @Override
    Set<String> others() {
        return Set.of();
    }

    @Test
    void messages_are_sent() {
        SendRequest request =
                SendRequest.to("+12025550123").from("+18005559876").text("Hi").build();
        List<PhoneNumber> many = IntStream.range(0, 100)
                .mapToObj(i -> PhoneNumber.of("+1202555" + (1_000 + i)))
                .toList();

        assertThat(accepted(textingLine.provider().send(request, attempt()))
                        .id()
                        .value())
                .isNotEmpty();
        assertThat(accepted(textingLine.provider().sendBulk(request, many, attempt()))
                        .id()
                        .value())
                .isNotEmpty();
    }
}
