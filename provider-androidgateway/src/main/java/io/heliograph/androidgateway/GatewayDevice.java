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
 * @param id the phone's ID, for {@code device-id}
 * @param name the phone's name; empty if it has none
 * @param createdAt the time of its registration
 * @param updatedAt the time of its last change
 * @param deletedAt the time of its removal; empty if it is in use
 * @param lastSeen the time of its last contact with the server
 * @param simCards its SIM cards; empty if an older app doesn't report them
 * @param rawJson the gateway's JSON for the phone
 */
public record GatewayDevice(
        String id,
        String name,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<Instant> deletedAt,
        Optional<Instant> lastSeen,
        List<SimCard> simCards,
        String rawJson) {
    /**
     * A SIM card in a phone. {@code toString} hides its numbers. Servers return only their last 4 characters.
     *
     * @param simNumber its slot, from 1, for {@link GatewayMessage.Builder#simNumber}
     * @param phoneNumber its phone number, in the gateway's format
     * @param carrierName the carrier's name
     * @param iccid its ICCID, in the gateway's format
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

    static GatewayDevice of(Item item, String rawJson) {
        List<@Nullable Sim> sims = item.simCards == null ? List.of() : item.simCards;
        return new GatewayDevice(
                orEmpty(item.id),
                orEmpty(item.name),
                Optional.ofNullable(Timestamps.parse(item.createdAt)),
                Optional.ofNullable(Timestamps.parse(item.updatedAt)),
                Optional.ofNullable(Timestamps.parse(item.deletedAt)),
                Optional.ofNullable(Timestamps.parse(item.lastSeen)),
                sims.stream().filter(Objects::nonNull).map(Sim::read).toList(),
                rawJson);
    }

    /** Hides the JSON. */
    @Override
    public String toString() {
        return "GatewayDevice[" + id + (name.isEmpty() ? "" : " " + name) + ", " + simCards + "]";
    }

    /** A phone in the list. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String createdAt;
        private @Nullable String updatedAt;
        private @Nullable String deletedAt;
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
