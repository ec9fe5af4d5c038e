package io.heliograph.testkit.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** The loopback addresses, without a name look-up. */
final class Loopback {
    private Loopback() {}

    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are always an address", e);
        }
    }

    static boolean admits(InetAddress peer) {
        return peer.isLoopbackAddress();
    }

    static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    static IllegalStateException noPort(IOException cause) {
        return new IllegalStateException("No free port on the loopback interface: " + cause.getMessage(), cause);
    }
}
