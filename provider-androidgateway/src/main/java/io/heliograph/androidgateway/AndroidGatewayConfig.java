package io.heliograph.androidgateway;

import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;

/**
 * Makes {@link AndroidGateway} from the settings below {@code heliograph.providers.androidgateway.}: {@code username},
 * {@code password}, {@code base-url}, {@code allow-cleartext}, {@code device-id}. Found by the service loader; programs
 * use {@link AndroidGateway#builder()}.
 */
public final class AndroidGatewayConfig implements ProviderFactory {
    /** For the service loader. */
    public AndroidGatewayConfig() {}

    @Override
    public String name() {
        return AndroidGatewayProvider.NAME;
    }

    @Override
    public ProviderDoor create(ProviderSettings settings) {
        AndroidGateway.Builder gateway = AndroidGateway.builder();
        settings.text("username", gateway::username);
        settings.text("password", gateway::password);
        settings.text("base-url", gateway::baseUrl);
        settings.flag("allow-cleartext", gateway::allowCleartext);
        settings.text("device-id", gateway::deviceId);
        return gateway.build();
    }
}
