package io.heliograph.cli.doctor;

import io.heliograph.SmsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes one free call of a provider, and looks at it from all sides: name, TLS, clock and key. */
public final class ProviderCheck implements Check {
    private final Supplier<FreeCall> call;
    private final List<Side> sides;

    /**
     * A check of a provider.
     *
     * @param client the client, whose calls the observer sees
     */
    public ProviderCheck(SmsClient client, String provider, CallObserver observer) {
        this(
                () -> FreeCall.of(client, provider, observer),
                List.of(new DnsSide(), new TlsSide(), new ClockSide(), new KeySide()));
    }

    ProviderCheck(Supplier<FreeCall> call, List<Side> sides) {
        this.call = Objects.requireNonNull(call, "call");
        this.sides = sides;
    }

    @Override
    public List<Finding> findings() {
        FreeCall made = call.get();
        List<Finding> found = new ArrayList<>();
        sides.forEach(side -> found.addAll(side.of(made, List.copyOf(found))));
        return found;
    }
}
