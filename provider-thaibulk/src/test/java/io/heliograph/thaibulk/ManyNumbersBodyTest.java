package io.heliograph.thaibulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.json.JsonBody;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.PhoneNumberList;
import io.heliograph.message.SendRequest;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyNumbersBodyTest {
    private static final long SEED = 3;

    /** Of 7 to 15 digits, with zeros at the places where a number is cut into parts. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 580, 600, 5_000})
    void its_bytes_are_those_of_the_wire_and_it_says_how_many(int size) {
        Random random = new Random(SEED);
        List<PhoneNumber> numbers = Stream.concat(
                        Stream.of(
                                "+1000000",
                                "+999999999999999",
                                "+100000000",
                                "+10000000",
                                "+99999999",
                                "+120000000009"),
                        Stream.generate(() -> "+" + (1_000_000L + (random.nextLong() >>> 14) % 999_999_000_000_000L)))
                .limit(size)
                .map(PhoneNumber::of)
                .toList();
        SendRequest request =
                ThaiBulkVendor.request().text("say \"msisdns\":[]}").build();
        JsonBody whole = json -> ThaiBulkWire.writeSend(json, request, null, numbers);
        JsonBody without = json -> ThaiBulkWire.writeSend(json, request, null, List.of());

        ManyNumbersBody body = new ManyNumbersBody(without, PhoneNumberList.copyOf(numbers));

        assertThat(new String(body.toBytes(), UTF_8)).isEqualTo(new String(whole.toBytes(), UTF_8));
        assertThat(body.contentLength()).isEqualTo(whole.toBytes().length);
        assertThat(body.contentType()).isEqualTo(whole.contentType());
        assertThat(body).hasToString("ManyNumbersBody[" + size + " numbers]");
    }
}
