package io.heliograph.money;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.text.Segments;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Prices of an SMS part by provider and country or prefix, as you have agreed them with the vendors.
 *
 * <p>Immutable and thread-safe. A table is parsed from lines of four comma-separated values: provider, country or prefix,
 * currency, price of one part, or of one message where the vendor bills by message, as TextingLine does. The longest
 * matching prefix decides, then the country, then {@code *}; a provider without such a line has no price. All prices are in
 * one currency. Media have no price here.
 *
 * <pre>{@code
 * # provider, to, currency, price of a part
 * wavix, TH, USD, 0.0132
 * wavix, +6681, USD, 0.0101
 * wavix, *, USD, 0.08
 * }</pre>
 */
public final class PriceTable implements PriceSource {
    private final String currency;
    private final Map<String, Map<String, BigDecimal>> partPrices;

    PriceTable(String currency, Map<String, Map<String, BigDecimal>> partPrices) {
        this.currency = currency;
        this.partPrices = partPrices;
    }

    /**
     * Parses a file in UTF-8.
     *
     * @throws InvalidRequestException naming every violation with its line, or that the file can't be read
     */
    public static PriceTable load(Path file) {
        try (Reader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(lines);
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("prices", "isn't UTF-8 text: " + file);
        } catch (IOException e) {
            String why =
                    Files.isDirectory(file) ? "is a folder" : Files.exists(file) ? "can't be read" : "doesn't exist";
            throw new InvalidRequestException("prices", why + ": " + file);
        }
    }

    /**
     * Parses the lines of a table.
     *
     * @throws InvalidRequestException naming every violation with its line
     */
    public static PriceTable parse(String lines) {
        try {
            return read(new StringReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringReader doesn't fail
        }
    }

    private static PriceTable read(Reader lines) throws IOException {
        PriceReader reader = new PriceReader();
        reader.read(lines);
        return new PriceTable(reader.currency(), reader.prices());
    }

    /** The price of one part at a provider, or of a message where it bills by message; empty if the table has none. */
    public Optional<BigDecimal> pricePerPart(String provider, PhoneNumber to) {
        Map<String, BigDecimal> places = partPrices.getOrDefault(provider, Map.of());
        if (places.isEmpty()) {
            return Optional.empty();
        }
        String number = to.e164();
        for (int length = number.length(); length > 1; length--) {
            BigDecimal price = places.get(number.substring(0, length));
            if (price != null) {
                return Optional.of(price);
            }
        }
        return to.country().map(places::get).or(() -> Optional.ofNullable(places.get(PriceReader.ANYWHERE)));
    }

    /** The price by the number of parts according to the standard. */
    @Override
    public Optional<BigDecimal> price(String provider, SendRequest request) {
        return price(provider, request, Segments.of(request.text()).parts());
    }

    @Override
    public Optional<BigDecimal> price(String provider, SendRequest request, int parts) {
        return request.media().isEmpty()
                ? pricePerPart(provider, request.to()).map(price -> price.multiply(BigDecimal.valueOf(parts)))
                : Optional.empty();
    }

    @Override
    public String currency() {
        return currency;
    }

    /** The number of prices and their currency. */
    @Override
    public String toString() {
        int prices = partPrices.values().stream().mapToInt(Map::size).sum();
        return "PriceTable[" + prices + (prices == 1 ? " price in " : " prices in ") + currency + "]";
    }
}
