package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The providers that a send may use, in order: {@code "wavix || androidgateway"}.
 *
 * @param providers the providers' names, each once, at least one
 */
public record Route(List<String> providers) {
    public Route {
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new InvalidRequestException("route", "names no provider; write for example wavix || androidgateway");
        }
        if (new LinkedHashSet<>(providers).size() < providers.size()) {
            throw new InvalidRequestException("route", "names a provider twice");
        }
    }

    /**
     * Reads a route.
     *
     * @throws InvalidRequestException naming the place that can't be read
     */
    public static Route parse(String text) {
        List<String> names = new ArrayList<>();
        int place = 1;
        for (String part : text.split("\\|\\|", -1)) {
            String name = part.strip();
            if (!name.matches("[a-z][a-z0-9]*")) {
                throw new InvalidRequestException(
                        "route",
                        "has no provider's name at place " + place
                                + "; names are lower-case letters and digits, with || between them");
            }
            names.add(name);
            place++;
        }
        return new Route(names);
    }

    @Override
    public String toString() {
        return String.join(" || ", providers);
    }
}
