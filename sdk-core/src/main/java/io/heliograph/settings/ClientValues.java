package io.heliograph.settings;

import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Route;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The values of a client that were read from settings; an empty one keeps the builder's value. Immutable. */
public record ClientValues(
        List<VendorClient> providers,
        Map<String, ProviderLimits> limits,
        Optional<Route> route,
        Optional<Duration> deadline,
        Optional<Duration> shutdownTimeout,
        Optional<RetryPolicy> retry,
        Optional<Boolean> waitForConcurrentSend,
        OptionalInt rememberedKeys,
        Optional<String> store,
        Optional<PriceTable> prices,
        SpendLimits spend,
        Optional<SuppressionScope> suppressionScope,
        List<Suppression> suppressed) {}
