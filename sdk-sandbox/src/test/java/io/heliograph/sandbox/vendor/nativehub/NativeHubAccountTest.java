package io.heliograph.sandbox.vendor.nativehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NativeHub's credentials and its do-not-contact list. */
class NativeHubAccountTest {
    private static final String JSON = "application/json";
    private static final String LOGIN = """
            {"username":"sandbox","password":"sandbox"}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private URI uri(String path) {
        return URI.create(sandbox.baseUrl("nativehub") + path);
    }

    private JsonResponse post(String path, String body) {
        return Browser.send("POST", uri(path), body, "Content-Type", JSON);
    }

    private int statusWith(String name, String value) {
        return Browser.get(uri("/messages"), name, value).status();
    }

    private int statusWithToken(String token) {
        return statusWith("Authorization", "Bearer " + token);
    }

    @Test
    void a_login_gives_two_tokens_and_the_user() {
        JsonResponse response = post("/auth/login", LOGIN);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json()).containsOnlyKeys("access_token", "refresh_token", "user");
        assertThat(response.object("user"))
                .containsEntry("status", "active")
                .containsEntry("username", "sandbox")
                .containsKey("permissions");
        assertThat(statusWithToken(response.text("access_token"))).isEqualTo(200);
        assertThat(statusWithToken(response.text("refresh_token"))).isEqualTo(401);
    }

    @Test
    void the_tokens_have_their_expiry() {
        JsonResponse response = post("/auth/login", LOGIN);

        assertThat(claims(response.text("access_token")))
                .contains("\"exp\":" + (TestClock.START.getEpochSecond() + 900));
        assertThat(claims(response.text("refresh_token")))
                .contains("\"exp\":" + (TestClock.START.getEpochSecond() + 604_800));
    }

    private static String claims(String token) {
        List<String> parts = List.of(token.split("\\.", -1));
        assertThat(parts).hasSize(3);
        return new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8);
    }

    @Test
    void an_access_token_lives_for_fifteen_minutes() {
        String token = post("/auth/login", LOGIN).text("access_token");

        clock.advance(Duration.ofSeconds(899));
        assertThat(statusWithToken(token)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusWithToken(token)).isEqualTo(401);
    }

    @Test
    void a_refresh_token_gives_new_tokens_as_often_as_needed_for_a_week() {
        String refresh = post("/auth/login", LOGIN).text("refresh_token");
        String body = "{\"refresh_token\":\"" + refresh + "\"}";
        clock.advance(Duration.ofDays(6));

        JsonResponse first = post("/auth/refresh", body);
        JsonResponse second = post("/auth/refresh", body);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json()).containsOnlyKeys("access_token", "refresh_token");
        assertThat(statusWithToken(first.text("access_token"))).isEqualTo(200);
        assertThat(statusWithToken(second.text("access_token"))).isEqualTo(200);
        clock.advance(Duration.ofDays(1));
        assertThat(post("/auth/refresh", body).status()).isEqualTo(401);
        assertThat(post("/auth/refresh", "{\"refresh_token\":\"" + first.text("refresh_token") + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_refresh_token_may_also_be_the_bearer_of_a_request_without_a_body() {
        JsonResponse login = post("/auth/login", LOGIN);
        String refresh = "Bearer " + login.text("refresh_token");

        assertThat(Browser.send("POST", uri("/auth/refresh"), "", "Authorization", refresh)
                        .status())
                .isEqualTo(200);
        assertThat(Browser.send(
                                "POST",
                                uri("/auth/refresh"),
                                "",
                                "Authorization",
                                "Bearer " + login.text("access_token"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /auth/login   | {"username":"sandbox","password":"wrong"}             | 401 | invalid username or password
            /auth/login   | {"username":"me","password":"sandbox"}                | 401 | invalid username or password
            /auth/login   | {"username":"sandbox"}                                | 400 | username and password are required
            /auth/login   | {"email":"sandbox","password":"sandbox"}              | 400 | invalid value of email
            /auth/login   | {"username":"sandbox","password":"sandbox","tenant_id":1} | 400 | invalid value of tenant_id
            /auth/login   | []                                                    | 400 | invalid value of body
            /auth/refresh | {"refresh_token":"x"}                                 | 401 | invalid or expired refresh token
            /auth/refresh | {}                                                    | 401 | invalid or expired refresh token
            /auth/refresh | {"token":"x"}                                         | 400 | invalid value of token
            """)
    void other_logins_are_rejected(String path, String body, int status, String error) {
        JsonResponse response = post(path, body);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).isEqualTo(Map.of("error", error));
    }

    @Test
    void the_api_key_works_in_its_own_header_only() {
        assertThat(statusWith("X-API-Key", "sandbox")).isEqualTo(200);
        assertThat(statusWith("X-API-Key", "nmk_live_1")).isEqualTo(401);
        assertThat(statusWithToken("sandbox")).isEqualTo(401);
        assertThat(statusWith("Authorization", Browser.BASIC)).isEqualTo(401);
        JsonResponse without = Browser.get(uri("/nothing"));
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json()).isEqualTo(Map.of("error", "unauthorized"));
    }

    private JsonResponse check(String phone) {
        return Browser.call(sandbox, "nativehub", "GET", "/dnc/check?phone=" + phone, "");
    }

    private JsonResponse block(String body) {
        return Browser.call(sandbox, "nativehub", "POST", "/dnc", body);
    }

    @Test
    void a_listed_number_is_found_and_rejected_with_a_2xx() {
        assertThat(check("%2B66812345678").body()).isEqualTo("{\"is_blocked\":false,\"entry\":null}");

        JsonResponse entry = block("{\"phone\":\"+66812345678\",\"reason\":\"asked\"}");

        assertThat(entry.status()).isEqualTo(201);
        assertThat(entry.json())
                .containsOnlyKeys("id", "tenant_id", "phone_number", "reason", "created_at")
                .containsEntry("phone_number", "+66812345678")
                .containsEntry("reason", "asked")
                .containsEntry("created_at", "2026-03-01T12:00:00Z");
        assertThat(check("%2B66812345678").object("entry")).isEqualTo(entry.json());
        JsonResponse sent = Browser.call(sandbox, "nativehub", "POST", "/messages", """
                {"to":"+66812345678","from":"BRAND","body":"Hello"}""");
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("status")).isEqualTo("rejected");
    }

    @Test
    void a_listed_number_is_rejected_in_bulk_too() {
        block("{\"phone\":\"+66812345678\"}");

        JsonResponse response = Browser.call(sandbox, "nativehub", "POST", "/messages/bulk", """
                {"recipients":["+66812345678","+66812345679"],"from":"BRAND","body":"Hello"}""");

        assertThat(response.json()).containsEntry("queued", 1.0).containsEntry("rejected", 1.0);
    }

    @Test
    void who_is_listed_twice_keeps_the_first_entry() {
        JsonResponse first = block("{\"phone\":\"+66812345678\"}");
        clock.advance(Duration.ofHours(1));

        JsonResponse second = block("{\"phone\":\"+66812345678\",\"reason\":\"again\"}");

        assertThat(first.json()).containsEntry("reason", null);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void an_opted_out_number_is_listed_from_the_start() {
        assertThat(check("%2B66812340002").json()).containsEntry("is_blocked", true);
        assertThat(check("%2B66812340002").object("entry")).containsEntry("reason", "opted out");
        assertThat(block("{\"phone\":\"+66812340002\",\"reason\":\"mine\"}").text("reason"))
                .isEqualTo("opted out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+66812345678", "66812345678", ""})
    void a_check_needs_a_number_with_an_encoded_plus(String phone) {
        JsonResponse response = check(phone);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("error")).isEqualTo("invalid phone number format");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | phone is required
            {"phone":"0812345678"}                | invalid phone number format
            {"phone_number":"+66812345678"}       | invalid value of phone_number
            {"phone":"+66812345678","reason":5}   | invalid value of reason
            """)
    void an_entry_that_cant_be_is_rejected(String body, String error) {
        JsonResponse response = block(body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("error", error));
        assertThat(check("%2B66812345678").json()).containsEntry("is_blocked", false);
    }
}
