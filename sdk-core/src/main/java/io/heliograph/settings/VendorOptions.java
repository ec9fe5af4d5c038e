package io.heliograph.settings;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ProviderFactory;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options of all providers on the class path by their full names, for programs that read them from text. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * VendorOptions.onClassPath().set(request, "androidgateway.priority", "100");
 * }</pre>
 */
public final class VendorOptions {
    private final SortedMap<String, VendorOption<?>> options = new TreeMap<>();

    VendorOptions(Iterable<ProviderFactory> factories) {
        for (ProviderFactory factory : factories) {
            factory.options().forEach(option -> options.putIfAbsent(option.fullName(), option));
        }
    }

    /** The options of the providers whose factories the service loader finds now. */
    public static VendorOptions onClassPath() {
        return new VendorOptions(ServiceLoader.load(ProviderFactory.class));
    }

    /** The options by their full names, in alphabetical order. */
    public Map<String, VendorOption<?>> all() {
        return Collections.unmodifiableMap(options);
    }

    /**
     * Sets an option of a request.
     *
     * @param name the option's full name, such as {@code androidgateway.priority}
     * @throws InvalidRequestException if there is no such option, with the one that may have been meant, or if the value isn't
     *     valid; it never holds an unknown name or the value
     */
    public void set(SendRequest.Builder request, String name, String value) {
        VendorOption<?> option = options.get(name);
        if (option == null) {
            String known = options.isEmpty()
                    ? "no provider on the class path has any"
                    : UnknownSetting.nearest(name, options.keySet())
                            .map(near -> "did you mean " + near + "?")
                            .orElseGet(() -> "there are " + String.join(", ", options.keySet()));
            throw new InvalidRequestException("option", "is one that no provider has; " + known);
        }
        set(request, option, value);
    }

    private static <T> void set(SendRequest.Builder request, VendorOption<T> option, String value) {
        request.option(option, option.parse(value));
    }
}
