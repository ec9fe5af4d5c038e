package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import io.heliograph.spi.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A phone of the account.
 *
 * @param id what {@code device-id} takes
 * @param name the phone's name; empty where it has none
 * @param createdAt when it was registered
 * @param lastSeen when the server heard of it last
 * @param simCards what is in it; empty where an older app doesn't say
 */
public record GatewayDevice(
        String id, String name, Optional<Instant> createdAt, Optional<Instant> lastSeen, List<SimCard> simCards) {
    /**
     * A SIM card in a phone. {@code toString} hides its numbers, of which servers show the last 4 characters only.
     *
     * @param simNumber its place, from 1; what {@link GatewayMessage.Builder#simNumber} takes
     * @param phoneNumber as the gateway writes it
     * @param carrierName the carrier
     * @param iccid as the gateway writes it
     */
    public record SimCard(
            OptionalInt simNumber, Optional<String> phoneNumber, Optional<String> carrierName, Optional<String> iccid) {
        @Override
        public String toString() {
            return "SimCard[" + (simNumber.isPresent() ? simNumber.getAsInt() : "?")
                    + carrierName.map(name -> " " + name).orElse("") + "]";
        }
    }

    public GatewayDevice {
        simCards = List.copyOf(simCards);
    }

    static GatewayDevice of(Item item) {
        List<@Nullable Sim> sims = item.simCards == null ? List.of() : item.simCards;
        return new GatewayDevice(
                orEmpty(item.id),
                orEmpty(item.name),
                Optional.ofNullable(Timestamps.parse(item.createdAt)),
                Optional.ofNullable(Timestamps.parse(item.lastSeen)),
                sims.stream().filter(Objects::nonNull).map(Sim::read).toList());
    }

    /** A phone in the list. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String createdAt;
        private @Nullable String lastSeen;
        private @Nullable List<@Nullable Sim> simCards;
    }

    /** A SIM card in a phone. */
    static final class Sim {
        private @Nullable Integer simNumber;
        private @Nullable String phoneNumber;
        private @Nullable String carrierName;
        private @Nullable String iccid;

        private SimCard read() {
            return new SimCard(
                    simNumber == null ? OptionalInt.empty() : OptionalInt.of(simNumber),
                    Optional.ofNullable(phoneNumber),
                    Optional.ofNullable(carrierName),
                    Optional.ofNullable(iccid));
        }
    }
}
