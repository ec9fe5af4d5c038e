package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.LibraryCheck;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.money.MemorySpendStore;
import io.heliograph.money.PriceSource;
import io.heliograph.money.SpendLimits;
import io.heliograph.money.SpendStore;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RateLimits;
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
import io.heliograph.tracking.EarlyReports;
import io.heliograph.tracking.MemoryEarlyReports;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.TimelineStore;
import io.heliograph.webhook.Keywords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Builder of an {@link SmsClient}: its providers, route and settings. Not thread-safe. */
public final class SmsClientBuilder {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);
    private static final Duration KEY_RETENTION = Duration.ofDays(1);
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

    @Nullable
    SpendStore spendStore;

    @Nullable
    RateLimits rateLimits;

    public int rememberedKeys = MemoryIdempotencyStore.DEFAULT_MAX;
    public boolean waitsForConcurrentSend = true;
    TimelineStore timelines = new MemoryTimelineStore();
    EarlyReports earlyReports = new MemoryEarlyReports();
    boolean confirmsUnsigned;
    Keywords keywords = Keywords.usual();
    private boolean needsStore;
    SuppressionStore suppressionStore = new MemorySuppressionStore();
    List<Suppression> suppressed = List.of();
    public SuppressionScope suppressionScope = SuppressionScope.GLOBAL;
    Timing timing = Timing.REAL;

    SmsClientBuilder() {
        LibraryCheck.run();
    }

    /**
     * Adds a provider. Without a route, providers are tried in the order in which they were added; those of {@link #settings}
     * follow in the order of the file.
     */
    public SmsClientBuilder provider(VendorClient client) {
        SmsProvider provider = client.provider();
        if (providers.putIfAbsent(provider.name(), provider) != null) {
            throw new InvalidRequestException("provider", "was added twice: " + provider.name());
        }
        return this;
    }

    /**
     * Sets the HTTP options, such as a proxy or certificates, of the providers that are made from settings; call it before
     * {@link #settings}. A provider that is built in code has them in its own builder.
     */
    public SmsClientBuilder http(HttpOptions options) {
        http = options;
        return this;
    }

    /**
     * Adds every provider that has settings, and applies all other settings.
     *
     * @throws InvalidRequestException naming every setting that is missing, wrong or unknown
     */
    public SmsClientBuilder settings(Settings settings) {
        ClientValues values = new SettingsReader(settings).read(http, providers::containsKey);
        values.providers().forEach(this::provider);
        values.route().ifPresent(this::route);
        values.deadline().ifPresent(this::deadline);
        values.shutdownTimeout().ifPresent(this::shutdownTimeout);
        values.retry().ifPresent(this::retry);
        values.waitForConcurrentSend().ifPresent(this::waitForConcurrentSend);
        values.rememberedKeys().ifPresent(this::rememberedKeys);
        needsStore = values.store().filter(place -> !place.equals("memory")).isPresent();
        values.prices().ifPresent(this::prices);
        spend(values.spend());
        values.suppressionScope().ifPresent(this::suppressionScope);
        suppressed = values.suppressed();
        values.limits().forEach(this::limits);
        return this;
    }

    /** Sets the route of sends, for example {@code "TH: thaibulk || wavix; *: wavix"}; see {@link Route}. */
    public SmsClientBuilder route(String route) {
        return route(Route.parse(route));
    }

    public SmsClientBuilder route(Route route) {
        this.route = route;
        return this;
    }

    /** Sets the prices, for routes with {@code cheapest(…)}, plans and spend limits. */
    public SmsClientBuilder prices(PriceSource prices) {
        this.prices = prices;
        return this;
    }

    /** Sets the spend limits; there are none by default. */
    public SmsClientBuilder spend(SpendLimits limits) {
        spend = limits;
        return this;
    }

    /**
     * Sets the store of what was spent, for several processes to share their limits; each client counts in memory by default.
     * It is used if there are spend limits. The client doesn't close it.
     */
    public SmsClientBuilder spendStore(SpendStore store) {
        spendStore = store;
        return this;
    }

    /**
     * Sets how long a send may take in all, unless the request sets its own deadline; more than 0, 30 seconds by default.
     */
    public SmsClientBuilder deadline(Duration deadline) {
        if (deadline.isZero() || deadline.isNegative()) {
            throw new InvalidRequestException("deadline", "must be more than 0");
        }
        this.deadline = deadline;
        return this;
    }

    /**
     * Sets how long {@link SmsClient#close()} waits for sends under way, 0 or more; 30 seconds by default, like the deadline
     * of a send.
     */
    public SmsClientBuilder shutdownTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new InvalidRequestException("shutdownTimeout", "must be 0 or more");
        }
        shutdownTimeout = timeout;
        return this;
    }

    /** Sets how often a send is attempted; {@link RetryPolicy#defaults()} by default. */
    public SmsClientBuilder retry(RetryPolicy retry) {
        this.retry = retry;
        return this;
    }

    /**
     * Sets a provider's rate limit and concurrency limit, and whether it is used; {@link ProviderLimits#defaults()} by
     * default.
     */
    public SmsClientBuilder limits(String provider, ProviderLimits limits) {
        this.limits.put(provider, limits);
        return this;
    }

    /**
     * Sets rate limits that are shared by several processes; by default each client limits itself. The limits are those of {@link
     * #limits}, by the provider's name.
     */
    public SmsClientBuilder rateLimits(RateLimits shared) {
        rateLimits = shared;
        return this;
    }

    /** Sets the store of idempotency keys; in memory by default. The client doesn't close it. */
    public SmsClientBuilder idempotencyStore(IdempotencyStore store) {
        this.store = store;
        return this;
    }

    /**
     * Sets how many idempotency keys are remembered in memory, each for a day; 500,000 by default, of about 200 bytes each. It
     * doesn't apply to {@link #idempotencyStore}.
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
     * Sets whether a second call with a key waits for the outcome of the first, as long as its deadline allows; it does by
     * default. Otherwise it is {@code Unknown} at once.
     */
    public SmsClientBuilder waitForConcurrentSend(boolean wait) {
        waitsForConcurrentSend = wait;
        return this;
    }

    /** Sets the store of timelines; 50,000 of them in memory by default. The client doesn't close it. */
    public SmsClientBuilder timelineStore(TimelineStore store) {
        timelines = store;
        return this;
    }

    /**
     * Sets where reports are kept that come before their send has ended; in memory by default, so that only this client finds them.
     * The client doesn't close it.
     */
    public SmsClientBuilder earlyReports(EarlyReports reports) {
        earlyReports = reports;
        return this;
    }

    /**
     * Sets whether a final report in an unsigned webhook is verified by a status query to the vendor; it isn't by default.
     * Each costs one query, on the thread that receives the webhook.
     */
    public SmsClientBuilder confirmUnsignedReports(boolean confirm) {
        confirmsUnsigned = confirm;
        return this;
    }

    /** Sets the keywords of inbound messages that mean STOP, START or HELP; {@link Keywords#usual()} by default. */
    public SmsClientBuilder keywords(Keywords words) {
        keywords = words;
        return this;
    }

    /** Sets the store of the suppression list; in memory by default. The client doesn't close it. */
    public SmsClientBuilder suppressionStore(SuppressionStore store) {
        suppressionStore = store;
        return this;
    }

    /** Sets for which senders a STOP holds; {@link SuppressionScope#GLOBAL} by default. */
    public SmsClientBuilder suppressionScope(SuppressionScope scope) {
        suppressionScope = scope;
        return this;
    }

    /** Adds a listener for the events of sends. */
    public SmsClientBuilder listener(SmsEventListener listener) {
        listeners.add(listener);
        return this;
    }

    SmsClientBuilder timing(Timing timing) {
        this.timing = timing;
        return this;
    }

    Map<String, ProviderGate> gates(EventPublisher<SmsEventListener> events) {
        return ProviderGate.forAll(providers, limits, rateLimits, retry.throttledInitialBackoff(), timing, events);
    }

    /**
     * The store of idempotency keys.
     *
     * @param forgotten gets how many keys one in memory had to forget before their time
     */
    IdempotencyStore storeOrMemory(IntConsumer forgotten) {
        IdempotencyStore chosen = store != null
                ? store
                : new MemoryIdempotencyStore(rememberedKeys, KEY_RETENTION, timing.clock(), timing::nanoTime);
        if (chosen instanceof MemoryIdempotencyStore memory) {
            memory.listen(forgotten);
        }
        return chosen;
    }

    SpendStore spendStoreOrMemory() {
        return spendStore != null ? spendStore : new MemorySpendStore(timing.clock(), timing::nanoTime);
    }

    Route routeOrAll() {
        return route != null ? route : Route.of(List.copyOf(providers.keySet()));
    }

    /**
     * Builds the client.
     *
     * @throws InvalidRequestException if there is no provider; if the route names one that isn't set up; or if there are no
     *     prices, and the route uses {@code cheapest(…)} or a limit is in money; if {@code heliograph.store} is set to more than
     *     {@code memory}, and there is no {@link #idempotencyStore}
     */
    public SmsClient build() {
        if (providers.isEmpty()) {
            throw new InvalidRequestException(
                    "providers", "are missing; add one, or set for example heliograph.providers.wavix.api-key");
        }
        if (needsStore && store == null) {
            throw new InvalidRequestException(
                    "heliograph.store",
                    "is set, and the client has none: open one with heliograph-store-jdbc and give it to idempotencyStore(…),"
                            + " or set memory");
        }
        return new SmsClient(this);
    }
}
