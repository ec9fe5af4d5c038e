package io.heliograph.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The network scope of a host, judged by its name or address only, without a DNS look-up. */
enum HostScope {
    LOOPBACK,
    PRIVATE,
    PUBLIC;

    /** Names that RFC 6762, RFC 8375 and ICANN reserve for private use. */
    private static final List<String> PRIVATE_SUFFIXES = List.of(".local", ".internal", ".home.arpa", ".lan");

    static HostScope of(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return LOOPBACK;
        }
        if (host.contains(":") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return ofAddress(host);
        }
        boolean isPrivate = !host.contains(".") || PRIVATE_SUFFIXES.stream().anyMatch(host::endsWith);
        return isPrivate ? PRIVATE : PUBLIC;
    }

    private static HostScope ofAddress(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal); // a literal, so no DNS look-up
            if (address.isLoopbackAddress()) {
                return LOOPBACK;
            }
            byte[] bytes = address.getAddress();
            boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
            boolean sharedSpace = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
            boolean isPrivate =
                    address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal || sharedSpace;
            return isPrivate ? PRIVATE : PUBLIC;
        } catch (UnknownHostException e) {
            return PUBLIC;
        }
    }
}
