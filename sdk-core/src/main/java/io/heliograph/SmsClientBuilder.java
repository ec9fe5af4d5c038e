package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.money.PriceSource;
import io.heliograph.money.SpendLimits;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Route;
import io.heliograph.settings.ClientValues;
import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.Settings;
import io.heliograph.settings.SettingsReader;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.TimelineStore;
import io.heliograph.webhook.Keywords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects a {@link SmsClient}'s providers and settings; not thread-safe. */
public final class SmsClientBuilder {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);
    private static final Duration KEYS_KEPT = Duration.ofDays(1);
    private static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

    final Map<String, SmsProvider> providers = new LinkedHashMap<>();
    final Map<String, ProviderLimits> limits = new LinkedHashMap<>();
    final List<SmsEventListener> listeners = new ArrayList<>();

    @Nullable
    Route route;

    @Nullable
    PriceSource prices;

    HttpOptions http = HttpOptions.defaults();
    SpendLimits spend = SpendLimits.none();
    public Duration deadline = DEFAULT_DEADLINE;
    public Duration shutdownTimeout = DEFAULT_SHUTDOWN_TIMEOUT;
    RetryPolicy retry = RetryPolicy.defaults();

    @Nullable
    IdempotencyStore store;

    public int rememberedKeys = MemoryIdempotencyStore.DEFAULT_MOST;
    public boolean waitsForConcurrentSend = true;
    TimelineStore timelines = new MemoryTimelineStore();
    boolean confirmsUnsigned;
    Keywords keywords = Keywords.usual();
    SuppressionStore suppressionStore = new MemorySuppressionStore();
    List<Suppression> suppressed = List.of();
    public SuppressionScope suppressionScope = SuppressionScope.GLOBAL;
    Timing timing = Timing.REAL;

    SmsClientBuilder() {}

    /** Adds a provider; without a route, providers are tried in the order in which they were added. */
    public SmsClientBuilder provider(VendorClient door) {
        SmsProvider provider = door.provider();
        if (providers.putIfAbsent(provider.name(), provider) != null) {
            throw new InvalidRequestException("provider", "is there twice: " + provider.name());
        }
        return this;
    }

    /**
     * How the providers that are made from settings connect, for a proxy or certificates of one's own; to be called before
     * {@link #settings}. A provider that is built by hand has it in its own builder.
     */
    public SmsClientBuilder http(HttpOptions options) {
        http = options;
        return this;
    }

    /**
     * Adds every provider for which there are settings, and sets everything else that they name.
     *
     * @throws InvalidRequestException naming every setting that is missing, wrong or unknown
     */
    public SmsClientBuilder settings(Settings settings) {
        ClientValues read = new SettingsReader(settings).read(http, providers::containsKey);
        read.providers().forEach(this::provider);
        read.route().ifPresent(this::route);
        read.deadline().ifPresent(this::deadline);
        read.shutdownTimeout().ifPresent(this::shutdownTimeout);
        read.retry().ifPresent(this::retry);
        read.waitForConcurrentSend().ifPresent(this::waitForConcurrentSend);
        read.rememberedKeys().ifPresent(this::rememberedKeys);
        read.prices().ifPresent(this::prices);
        spend(read.spend());
        read.suppressionScope().ifPresent(this::suppressionScope);
        suppressed = read.suppressed();
        read.limits().forEach(this::limits);
        return this;
    }

    /** Where sends go, for example {@code "TH: thaibulk || wavix; *: wavix"}; see {@link Route}. */
    public SmsClientBuilder route(String route) {
        return route(Route.parse(route));
    }

    public SmsClientBuilder route(Route route) {
        this.route = route;
        return this;
    }

    /** What a message costs, for routes with {@code cheapest(…)}, plans and spend limits. */
    public SmsClientBuilder prices(PriceSource prices) {
        this.prices = prices;
        return this;
    }

    /** How much may be spent; nothing is limited by default. */
    public SmsClientBuilder spend(SpendLimits limits) {
        spend = limits;
        return this;
    }

    /** How long a send may take in all, unless the request says otherwise; 30 seconds by default. */
    public SmsClientBuilder deadline(Duration deadline) {
        if (deadline.isZero() || deadline.isNegative()) {
            throw new InvalidRequestException("deadline", "must be more than 0");
        }
        this.deadline = deadline;
        return this;
    }

    /**
     * How long {@link SmsClient#close()} waits for the sends under way, 0 or more; 30 seconds by default, which is what a send
     * may take by default.
     */
    public SmsClientBuilder shutdownTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new InvalidRequestException("shutdownTimeout", "must be 0 or more");
        }
        shutdownTimeout = timeout;
        return this;
    }

    /** How often a send is tried; {@link RetryPolicy#defaults()} by default. */
    public SmsClientBuilder retry(RetryPolicy retry) {
        this.retry = retry;
        return this;
    }

    /** How much a provider is given to do; {@link ProviderLimits#defaults()} by default. */
    public SmsClientBuilder limits(String provider, ProviderLimits limits) {
        this.limits.put(provider, limits);
        return this;
    }

    /** Where keys are remembered; in memory by default. The client doesn't close it. */
    public SmsClientBuilder idempotencyStore(IdempotencyStore store) {
        this.store = store;
        return this;
    }

    /**
     * How many keys are remembered in memory, each for a day; 50,000 by default, of about 1 KB each. A store of one's own has a
     * size of its own.
     *
     * @param max from 1 to 10,000,000
     */
    public SmsClientBuilder rememberedKeys(int max) {
        GeneralSetting setting = GeneralSetting.IDEMPOTENCY_KEYS;
        if (!setting.allows(max)) {
            throw new InvalidRequestException("rememberedKeys", "must be " + setting.allowed());
        }
        rememberedKeys = max;
        return this;
    }

    /**
     * Whether a second call with a key waits for the first one's outcome, as long as its deadline allows; it does by
     * default. If not, it is {@code Unknown} at once.
     */
    public SmsClientBuilder waitForConcurrentSend(boolean wait) {
        waitsForConcurrentSend = wait;
        return this;
    }

    /** Where timelines are kept; 50,000 of them in memory by default. The client doesn't close it. */
    public SmsClientBuilder timelineStore(TimelineStore store) {
        timelines = store;
        return this;
    }

    /**
     * Whether the vendor is asked before the last word on a message is believed that a webhook brought and nobody signed; it
     * isn't by default. It costs a question for each, on the thread that receives the webhook.
     */
    public SmsClientBuilder confirmUnsignedReports(boolean confirm) {
        confirmsUnsigned = confirm;
        return this;
    }

    /** The words by which received messages ask for an end, a start or help; {@link Keywords#usual()} by default. */
    public SmsClientBuilder keywords(Keywords words) {
        keywords = words;
        return this;
    }

    /** Where it is kept who gets no messages; in memory by default. The client doesn't close it. */
    public SmsClientBuilder suppressionStore(SuppressionStore store) {
        suppressionStore = store;
        return this;
    }

    /** For which senders a STOP holds; {@link SuppressionScope#GLOBAL} by default. */
    public SmsClientBuilder suppressionScope(SuppressionScope scope) {
        suppressionScope = scope;
        return this;
    }

    /** Adds somebody who hears what happens during sends. */
    public SmsClientBuilder listener(SmsEventListener listener) {
        listeners.add(listener);
        return this;
    }

    SmsClientBuilder world(Timing timing) {
        this.timing = timing;
        return this;
    }

    IdempotencyStore storeOrMemory() {
        return store != null
                ? store
                : new MemoryIdempotencyStore(rememberedKeys, KEYS_KEPT, timing.clock(), timing::nanoTime);
    }

    Route routeOrAll() {
        return route != null ? route : Route.of(List.copyOf(providers.keySet()));
    }

    /**
     * Makes the client.
     *
     * @throws InvalidRequestException if there is no provider, the route names one that isn't there, or it asks for the
     *     cheapest, or a limit is in money, and there are no prices
     */
    public SmsClient build() {
        if (providers.isEmpty()) {
            throw new InvalidRequestException(
                    "providers", "are missing; add one, or set for example heliograph.providers.wavix.api-key");
        }
        return new SmsClient(this);
    }
}
