package io.heliograph.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses literal IP addresses: two spellings of an address are equal, and no name is looked up in DNS. */
final class IpAddress {
    private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final int MAX = 45;

    private IpAddress() {}

    /** The address; empty for anything else, such as a host name. A zone after a percent sign is ignored. */
    static Optional<InetAddress> tryParse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        boolean literal = address.length() <= MAX
                && (FOUR.matcher(address).matches() || SIX.matcher(address).matches());
        if (!literal) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address)); // a literal needs no DNS
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
