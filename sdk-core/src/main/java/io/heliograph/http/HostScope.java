package io.heliograph.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The network scope of a host, judged by its name or address only, without a DNS look-up. */
enum HostScope {
    LOOPBACK,
    PRIVATE,
    PUBLIC;

    /** Names that RFC 6762, RFC 8375 and ICANN reserve for private use. */
    private static final List<String> PRIVATE_SUFFIXES = List.of(".local", ".internal", ".home.arpa", ".lan");

    /** The last label of an address: no top-level domain is a number (RFC 3696, section 2). */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    private static final int BYTES = 4;
    private static final int BITS = 8;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;

    static HostScope of(String given) {
        String host = given.toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return LOOPBACK;
        }
        if (host.contains(":")) {
            return ofLiteral(host);
        }
        if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
            return ofNumbers(host);
        }
        boolean isPrivate = !host.contains(".") || PRIVATE_SUFFIXES.stream().anyMatch(host::endsWith);
        return isPrivate ? PRIVATE : PUBLIC;
    }

    /** C reads a number with a leading 0 as octal, and Java as decimal: the wider scope of both counts. */
    private static HostScope ofNumbers(String host) {
        HostScope octal = ofBytes(address(host, OCTAL));
        HostScope decimal = ofBytes(address(host, DECIMAL));
        return octal.compareTo(decimal) >= 0 ? octal : decimal;
    }

    /** The address of one to four numbers, the last of which fills the bytes that are left; null if there is none. */
    private static byte @Nullable [] address(String host, int radixOfLeadingZero) {
        String[] parts = host.split("\\.", -1);
        long address = 0;
        for (int i = 0; i < parts.length && parts.length <= BYTES; i++) {
            int bytes = i == parts.length - 1 ? BYTES - i : 1;
            long part = number(parts[i], radixOfLeadingZero);
            if (part < 0 || part >= 1L << (bytes * BITS)) {
                return null;
            }
            address = (address << (bytes * BITS)) + part;
        }
        return parts.length > BYTES
                ? null
                : new byte[] {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
    }

    private static long number(String text, int radixOfLeadingZero) {
        try {
            if (text.startsWith("0x")) {
                return text.length() == 2 ? 0 : Long.parseUnsignedLong(text.substring(2), HEXADECIMAL);
            }
            int radix = text.length() > 1 && text.charAt(0) == '0' ? radixOfLeadingZero : DECIMAL;
            return Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static HostScope ofBytes(byte @Nullable [] address) {
        try {
            return address == null ? PUBLIC : ofAddress(InetAddress.getByAddress(address));
        } catch (UnknownHostException e) {
            return PUBLIC;
        }
    }

    private static HostScope ofLiteral(String literal) {
        try {
            return ofAddress(InetAddress.getByName(literal)); // a literal, so no DNS look-up
        } catch (UnknownHostException e) {
            return PUBLIC;
        }
    }

    /** An IPv4 address inside IPv6 is an IPv4 address to Java. */
    private static HostScope ofAddress(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean sharedSpace = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean isPrivate = address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal || sharedSpace;
        return isPrivate ? PRIVATE : PUBLIC;
    }
}
