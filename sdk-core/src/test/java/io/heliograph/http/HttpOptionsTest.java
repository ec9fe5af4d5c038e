package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.testing.Nulls;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {
    @Test
    void connecting_may_take_five_seconds_by_default() {
        assertThat(HttpOptions.defaults().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT0.25S", "PT1M"})
    void a_connect_timeout_up_to_a_minute_is_taken(Duration timeout) {
        assertThat(HttpOptions.defaults().connectTimeout(timeout).connectTimeout())
                .isEqualTo(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.000000001S", "PT-5S", "PT1M0.000000001S", "PT876000H"})
    void any_other_connect_timeout_is_rejected(Duration timeout) {
        assertThatThrownBy(() -> HttpOptions.defaults().connectTimeout(timeout))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("connect-timeout ");
    }

    @Test
    void an_option_changes_a_copy_only() {
        HttpOptions defaults = HttpOptions.defaults();

        assertThat(defaults.connectTimeout(Duration.ofSeconds(1))).isNotSameAs(defaults);
        assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_client_of_the_users_keeps_its_proxy_and_loses_its_retries() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.internal", 3128));
        OkHttpClient users = new OkHttpClient.Builder().proxy(proxy).build();

        OkHttpClient ours = SinglePostClients.create(HttpOptions.defaults().using(users), true);

        assertThat(ours.proxy()).isEqualTo(proxy);
        assertThat(ours.retryOnConnectionFailure()).isFalse();
        assertThat(ours.followRedirects()).isFalse();
        assertThat(ours.followSslRedirects()).isFalse();
        assertThat(users.retryOnConnectionFailure()).isTrue();
    }

    @Test
    void without_a_proxy_the_rest_of_the_users_client_stays() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.internal", 3128));
        Dns dns = host -> List.of();
        OkHttpClient users = new OkHttpClient.Builder().proxy(proxy).dns(dns).build();
        Duration timeout = Duration.ofSeconds(2);

        HttpOptions without =
                HttpOptions.defaults().using(users).connectTimeout(timeout).withoutProxy();

        assertThat(SinglePostClients.create(without, true).proxy()).isEqualTo(Proxy.NO_PROXY);
        assertThat(without.client(true).dns()).isSameAs(dns);
        assertThat(without.connectTimeout()).isEqualTo(timeout);
        assertThat(users.proxy()).isEqualTo(proxy);
        assertThat(SinglePostClients.create(HttpOptions.defaults().withoutProxy(), true)
                        .proxy())
                .isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void the_order_of_the_options_does_not_matter() {
        OkHttpClient users = new OkHttpClient();
        Duration timeout = Duration.ofSeconds(2);

        assertThat(HttpOptions.defaults().using(users).connectTimeout(timeout).connectTimeout())
                .isEqualTo(HttpOptions.defaults()
                        .connectTimeout(timeout)
                        .using(users)
                        .connectTimeout());
    }

    @Test
    void a_client_must_be_there() {
        assertThatThrownBy(() -> HttpOptions.defaults().using(Nulls.missing(OkHttpClient.class)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("client");
    }
}
