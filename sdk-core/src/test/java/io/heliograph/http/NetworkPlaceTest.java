package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPlaceTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "sms.localhost", "127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"})
    void thisMachineIsLoopback(String host) {
        assertThat(NetworkPlace.of(host)).isEqualTo(NetworkPlace.LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "169.254.0.1",
                "100.64.0.0",
                "100.100.0.1",
                "100.127.255.255",
                "fc00::1",
                "fd12:3456:789a::1",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "::ffff:192.168.1.7"
            })
    void addressesThatAreNotRoutedPubliclyArePrivate(String host) {
        assertThat(NetworkPlace.of(host)).isEqualTo(NetworkPlace.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "phone.local", "sms.internal", "phone.home.arpa", "phone.lan", "a.b.local"})
    void namesThatArePublishedNowhereArePrivate(String host) {
        assertThat(NetworkPlace.of(host)).isEqualTo(NetworkPlace.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "169.253.255.255",
                "2001:db8::1",
                "2606:4700::1111",
                "fb00::1",
                "fe00::1",
                "::",
                "::ffff:8.8.8.8"
            })
    void allOtherAddressesArePublic(String host) {
        assertThat(NetworkPlace.of(host)).isEqualTo(NetworkPlace.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "example.com",
                "localhost.example.com",
                "notlocalhost.com",
                "local.example",
                "10.0.0.1.example.com",
                "127.0.0.1.nip.io",
                "xlan.io",
                "my-lan.com",
                "internal.com"
            })
    void allOtherNamesArePublic(String host) {
        assertThat(NetworkPlace.of(host)).isEqualTo(NetworkPlace.PUBLIC);
    }
}
