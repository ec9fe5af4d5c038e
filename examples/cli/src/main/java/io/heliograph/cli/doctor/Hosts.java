package io.heliograph.cli.doctor;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What names and addresses of hosts say about who can reach them. */
final class Hosts {
    private static final int BYTE = 0xFF;

    private Hosts() {}

    /** Whether a host of a URL is this machine, by its name or address alone. */
    static boolean isThisMachine(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Whether other networks can't reach an address. */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isShared = bytes.length == 4 && (bytes[0] & BYTE) == 100 && (bytes[1] & 0xC0) == 64; // RFC 6598
        boolean isUniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC; // RFC 4193
        return isShared
                || isUniqueLocal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }
}
