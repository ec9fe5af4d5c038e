package io.heliograph.androidgateway;

import io.heliograph.http.Endpoint;
import io.heliograph.http.Http;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Faults;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.message.Shape;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Android SMS Gateway (sms-gate.app): the door to hand to {@code SmsClient}.
 *
 * <p>Immutable and thread-safe; close it through the client. The SMS goes out from a phone, so its sender is the phone's
 * SIM card, whatever a request's sender is. Facts are from the server's source at v1.47.1 of 2026-08-22.
 *
 * <pre>{@code
 * AndroidGateway gateway = AndroidGateway.builder().username("ABCDEF").password(System.getenv("SMSGATE_PASSWORD")).build();
 * }</pre>
 */
public final class AndroidGateway implements ProviderDoor {
    private final AndroidGatewayProvider provider;

    private AndroidGateway(AndroidGatewayProvider provider) {
        this.provider = provider;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /** Collects the gateway's settings; not thread-safe. */
    public static final class Builder {
        private static final int LONGEST_DEVICE_ID = 21;

        private @Nullable String username;
        private @Nullable String password;
        private String baseUrl = "https://api.sms-gate.app/3rdparty/v1";
        private boolean allowCleartext;
        private @Nullable String deviceId;
        private HttpOptions http = HttpOptions.defaults();

        private Builder() {}

        /** The user that the app shows. Required. */
        public Builder username(String username) {
            this.username = username;
            return this;
        }

        /** The password that the app shows. Required. */
        public Builder password(String password) {
            this.password = password;
            return this;
        }

        /**
         * Where the API is, with its whole path: {@code https://api.sms-gate.app/3rdparty/v1} (the public cloud, the
         * default), {@code https://<host>/api/3rdparty/v1} (a private server), {@code http://<phone>:8080} (one phone).
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /** Allows plain HTTP to a base URL on a private network, as a phone needs; loopback needs no permission. */
        public Builder allowCleartext(boolean allow) {
            allowCleartext = allow;
            return this;
        }

        /** The phone that sends, at most 21 characters; without it the server draws one. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId.isEmpty() ? null : deviceId;
            return this;
        }

        public Builder http(HttpOptions options) {
            http = options;
            return this;
        }

        /**
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
         */
        public AndroidGateway build() {
            Faults faults = new Faults();
            Optional<String> user = faults.require("username", username, Builder::checkUser);
            Optional<Secret> secret = faults.require("password", password, value -> Secret.of("password", value));
            Optional<Endpoint> endpoint = faults.check(baseUrl, url -> Endpoint.of(url, allowCleartext));
            faults.check(deviceId, Builder::checkDevice);
            faults.throwIfAny();
            Endpoint withUser = endpoint.orElseThrow().basic(user.orElseThrow(), secret.orElseThrow());
            return new AndroidGateway(new AndroidGatewayProvider(Http.to(withUser, http), deviceId));
        }

        private static String checkUser(String value) {
            if (value.contains(":")) {
                throw new InvalidRequestException("username", "has a colon, which ends a user name in HTTP Basic");
            }
            return Secret.of("username", value).reveal();
        }

        private static String checkDevice(String value) {
            if (value.length() > LONGEST_DEVICE_ID) {
                throw new InvalidRequestException(
                        "device-id", "is " + Shape.of(value) + "; it has at most " + LONGEST_DEVICE_ID + " characters");
            }
            return value;
        }
    }
}
