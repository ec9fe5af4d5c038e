package io.heliograph.spring;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Where a setting was set: a file with line and column, a variable, an argument. */
final class SettingOrigins {
    private final @Nullable Environment environment;

    SettingOrigins(@Nullable Environment environment) {
        this.environment = environment;
    }

    /** The origin of a setting by its name, or of a variable; empty where it isn't set, or that isn't known. */
    Optional<String> of(String name) {
        if (environment == null) {
            return Optional.empty();
        }
        ConfigurationPropertyName wanted = ConfigurationPropertyName.isValid(name)
                ? ConfigurationPropertyName.of(name)
                : ConfigurationPropertyName.EMPTY;
        return wanted.isEmpty() ? variable(name) : property(environment, wanted);
    }

    private static Optional<String> property(Environment environment, ConfigurationPropertyName name) {
        for (var source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            property = property != null ? property : source.getConfigurationProperty(name.append("[0]"));
            if (property != null) {
                return Optional.ofNullable(Origin.from(property)).map(Objects::toString);
            }
        }
        return Optional.empty();
    }

    private Optional<String> variable(String name) {
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                if (source.getName().endsWith("systemEnvironment") && source.getProperty(name) != null) {
                    return Optional.of("System Environment Property \"" + name + "\"");
                }
            }
        }
        return Optional.empty();
    }
}
