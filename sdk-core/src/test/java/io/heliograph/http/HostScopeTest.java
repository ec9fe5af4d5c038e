package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostScopeTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "sms.localhost", "127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"})
    void this_machine_is_loopback(String host) {
        assertThat(HostScope.of(host)).isEqualTo(HostScope.LOOPBACK);
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
    void addresses_that_are_not_routed_publicly_are_private(String host) {
        assertThat(HostScope.of(host)).isEqualTo(HostScope.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "phone.local", "sms.internal", "phone.home.arpa", "phone.lan", "a.b.local"})
    void names_that_are_published_nowhere_are_private(String host) {
        assertThat(HostScope.of(host)).isEqualTo(HostScope.PRIVATE);
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
    void all_other_addresses_are_public(String host) {
        assertThat(HostScope.of(host)).isEqualTo(HostScope.PUBLIC);
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
    void all_other_names_are_public(String host) {
        assertThat(HostScope.of(host)).isEqualTo(HostScope.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "134744072, PUBLIC", // 8.8.8.8
        "0x08080808, PUBLIC",
        "0X8.8.8.8, PUBLIC",
        "8.8.2056, PUBLIC",
        "8.526344, PUBLIC",
        "4294967295, PUBLIC",
        "4294967296, PUBLIC", // not an address
        "1.2.3.4.5, PUBLIC",
        "10.0.0.256, PUBLIC",
        "10.0.0.09, PUBLIC", // no octal number
        "a.1, PUBLIC",
        "0x, PUBLIC",
        "99999999999999999999, PUBLIC",
        "2130706433, LOOPBACK", // 127.0.0.1
        "127.1, LOOPBACK",
        "0x7f.1, LOOPBACK",
        "0x7f000001, LOOPBACK",
        "017700000001, PUBLIC", // 127.0.0.1 to C, not an address to Java
        "0177.0.0.1, PUBLIC", // 127.0.0.1 to C, 177.0.0.1 to Java
        "012.0.0.1, PUBLIC", // 10.0.0.1 to C, 12.0.0.1 to Java
        "010.8.8.8, PUBLIC", // 8.8.8.8 to C, 10.8.8.8 to Java
        "192.168.01.7, PRIVATE", // the same to both
        "167772161, PRIVATE", // 10.0.0.1
        "10.1, PRIVATE",
        "192.168.257, PRIVATE",
        "::ffff:127.0.0.1, LOOPBACK",
        "::ffff:7f00:1, LOOPBACK",
        "::ffff:10.0.0.1, PRIVATE",
        "::ffff:808:808, PUBLIC",
        "64:ff9b::10.0.0.1, PUBLIC"
    })
    void numbers_are_what_they_resolve_to(String host, HostScope scope) {
        assertThat(HostScope.of(host)).isEqualTo(scope);
    }
}
