package io.heliograph.androidgateway;

import io.heliograph.spi.VendorTimes;
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

    static GatewayDevice of(Item said) {
        List<@Nullable Sim> sims = said.simCards == null ? List.of() : said.simCards;
        return new GatewayDevice(
                said.id == null ? "" : said.id,
                said.name == null ? "" : said.name,
                Optional.ofNullable(VendorTimes.parse(said.createdAt)),
                Optional.ofNullable(VendorTimes.parse(said.lastSeen)),
                sims.stream().filter(Objects::nonNull).map(GatewayDevice::sim).toList());
    }

    private static SimCard sim(@Nullable Sim said) {
        Sim its = Objects.requireNonNull(said, "sim");
        return new SimCard(
                its.simNumber == null ? OptionalInt.empty() : OptionalInt.of(its.simNumber),
                Optional.ofNullable(its.phoneNumber),
                Optional.ofNullable(its.carrierName),
                Optional.ofNullable(its.iccid));
    }

    /** The phones of an account. */
    static final class Reply {
        @Nullable
        List<@Nullable Item> items;
    }

    /** A phone in the list. */
    static final class Item {
        @Nullable
        String id;

        @Nullable
        String name;

        @Nullable
        String createdAt;

        @Nullable
        String lastSeen;

        @Nullable
        List<@Nullable Sim> simCards;
    }

    /** A SIM card in a phone. */
    static final class Sim {
        @Nullable
        Integer simNumber;

        @Nullable
        String phoneNumber;

        @Nullable
        String carrierName;

        @Nullable
        String iccid;
    }
}
