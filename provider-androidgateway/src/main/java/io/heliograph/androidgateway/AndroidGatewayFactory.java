package io.heliograph.androidgateway;

import io.heliograph.message.VendorOption;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.Set;

/**
 * Builds {@link AndroidGateway} from the settings below {@code heliograph.providers.androidgateway.}: {@code username},
 * {@code password}, {@code base-url}, {@code allow-cleartext}, {@code device-id}, {@code token-auth},
 * {@code skip-phone-validation}, {@code device-active-within} (hours), {@code sim-number}, {@code with-delivery-report},
 * {@code priority}, {@code passphrase}, {@code passphrase-iterations}, {@code region}. For the service loader; programs use {@link AndroidGateway#builder()}.
 */
public final class AndroidGatewayFactory implements ProviderFactory {
    /** For the service loader. */
    public AndroidGatewayFactory() {}

    @Override
    public String name() {
        return AndroidGatewayErrors.NAME;
    }

    @Override
    public Set<VendorOption<?>> options() {
        return AndroidGatewayOptions.ALL;
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        AndroidGateway.Builder gateway = AndroidGateway.builder();
        settings.text("username", gateway::username);
        settings.secret("password", gateway::password);
        gateway.apply(settings);
        settings.text("device-id", gateway::deviceId);
        settings.flag("token-auth", gateway::tokenAuth);
        settings.flag("skip-phone-validation", gateway::skipPhoneValidation);
        settings.number("device-active-within", gateway::deviceActiveWithin);
        settings.number("sim-number", gateway::simNumber);
        settings.flag("with-delivery-report", gateway::withDeliveryReport);
        settings.number("priority", gateway::priority);
        settings.secret("passphrase", gateway::passphrase);
        settings.number("passphrase-iterations", gateway::passphraseIterations);
        settings.text("region", gateway::region);
        return gateway.build();
    }
}
