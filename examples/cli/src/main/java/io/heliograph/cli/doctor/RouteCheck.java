package io.heliograph.cli.doctor;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.policy.ProviderState;
import io.heliograph.routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the route and the providers fit: providers without settings, without a rule, or switched off. */
public final class RouteCheck implements Check {
    private static final String NAME = "route";

    private final Optional<String> route;
    private final SettingNames names;
    private final Set<String> installed;
    private final Map<String, ProviderState> states;

    /**
     * A check of a route.
     *
     * @param route the setting; empty if it isn't set
     * @param installed the providers that there are
     * @param states those of the client; empty if it couldn't be built
     */
    public RouteCheck(
            Optional<String> route, SettingNames names, Set<String> installed, Map<String, ProviderState> states) {
        this.route = route;
        this.names = names;
        this.installed = installed;
        this.states = states;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        Set<String> inRoute = new TreeSet<>();
        try {
            route.ifPresent(text -> inRoute.addAll(Route.parse(text).providers()));
        } catch (InvalidRequestException e) {
            return List.of(); // the check of the settings shows the place
        }
        for (String provider : inRoute) {
            if (installed.contains(provider) && !names.hasProvider(provider)) {
                found.add(Finding.fail(
                        NAME,
                        provider,
                        "the route names it, and it has no settings",
                        "set heliograph.providers." + provider + ".…, or take it out of heliograph.route"));
            }
        }
        states.forEach((provider, state) -> {
            if (route.isPresent() && !inRoute.contains(provider)) {
                found.add(Finding.warn(
                        NAME,
                        provider,
                        "it is set up, and no rule of the route names it",
                        "add it to heliograph.route, or remove its settings"));
            } else if (state.kind() == ProviderState.Kind.DISABLED) {
                found.add(Finding.warn(
                        NAME,
                        provider,
                        "it is switched off, and gets no message",
                        "set heliograph.providers." + provider + ".enabled=true, or take it out of the route"));
            }
        });
        if (found.isEmpty() && !states.isEmpty()) {
            found.add(
                    Finding.ok(NAME, "", route.isPresent() ? "its providers are set up" : "every provider, in order"));
        }
        return found;
    }
}
