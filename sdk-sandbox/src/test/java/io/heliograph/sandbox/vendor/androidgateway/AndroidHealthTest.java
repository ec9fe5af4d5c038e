package io.heliograph.sandbox.vendor.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AndroidHealthTest {
    private static final String VENDOR = "androidgateway";

    private final Sandbox sandbox = Sandbox.builder().clock(new TestClock()).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/live",
                "/health/ready",
                "/health/startup",
                "/3rdparty/v1/health",
                "/3rdparty/v1/health/live",
                "/3rdparty/v1/health/ready",
                "/3rdparty/v1/health/startup"
            })
    void health_is_open_to_all_also_outside_the_base_path(String path) {
        JsonResponse response = Browser.get(at(path));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text("status")).isEqualTo("pass");
    }

    private URI at(String path) {
        return sandbox.baseUrl(VENDOR).resolve(path);
    }

    @ParameterizedTest
    @CsvSource({"health-warn, 200, warn", "health-fail, 503, fail", "phone-health-fail, 500, fail"})
    void health_can_be_bad(String code, int httpStatus, String status) {
        sandbox.fault(VENDOR, code);

        JsonResponse response = Browser.get(at("/3rdparty/v1/health/ready"));

        assertThat(response.status()).isEqualTo(httpStatus);
        assertThat(response.text("status")).isEqualTo(status);
        assertThat(response.object("checks")).isNotEmpty();
    }
}
