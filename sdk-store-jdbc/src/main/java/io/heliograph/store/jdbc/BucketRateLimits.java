package io.heliograph.store.jdbc;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.heliograph.policy.RateLimits;
import io.heliograph.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Rate limits of all processes with one PostgreSQL, by Bucket4j: a bucket of one token for each limit, since one of N tokens lets 2N
 * through within a second.
 */
final class BucketRateLimits implements RateLimits {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final ProxyManager<String> manager;
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();

    /** A bucket, and the rate that this process has set for it. */
    private record Limit(double perSecond, BucketProxy bucket) {}

    /** @param nanos the time that all processes share, in nanoseconds */
    BucketRateLimits(DataSource pool, LongSupplier nanos) {
        manager = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(RestoredPool.of(pool))
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("heliograph_bucket")
                .clientClock(new SharedTime(nanos))
                .requestTimeout(REQUEST_TIMEOUT)
                .build();
    }

    private record SharedTime(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    @Override
    public Optional<Duration> reserve(String name, double perSecond, Duration maxWait) {
        AtomicLong wait = new AtomicLong();
        try {
            boolean isReserved = limit(name, perSecond)
                    .bucket()
                    .asBlocking()
                    .tryConsumeUninterruptibly(1, Math.max(1, maxWait.toNanos()), wait::set);
            return isReserved ? Optional.of(Duration.ofNanos(wait.get())) : Optional.empty();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException("the bucket of a rate limit can't be used", e);
        }
    }

    /** The bucket of a limit. Its rate is set once for each process, so that a new rate holds for those with the old one too. */
    private Limit limit(String name, double perSecond) {
        Limit known = limits.get(name);
        if (known != null && known.perSecond() == perSecond) {
            return known;
        }
        Duration interval = Duration.ofNanos((long) Math.ceil(NANOS_PER_SECOND / perSecond));
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, interval))
                .build();
        BucketProxy bucket = manager.builder().build(name, () -> configuration);
        bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
        Limit limit = new Limit(perSecond, bucket);
        limits.put(name, limit);
        return limit;
    }
}
