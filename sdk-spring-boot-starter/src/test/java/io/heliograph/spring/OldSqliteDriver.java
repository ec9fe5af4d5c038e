package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Run by {@code scripts/boot-lines} alone, which puts the driver on the class path that an older line of Spring Boot manages. */
class OldSqliteDriver {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_store_is_refused_with_the_version_that_is_needed() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(StoreAutoConfiguration.class, SmsClientAutoConfiguration.class))
                .withPropertyValues("heliograph.sandbox.enabled=true", "heliograph.store=" + folder.resolve("sms.db"))
                .run(started -> {
                    assertThat(started).hasFailed();
                    Throwable failure = Objects.requireNonNull(started.getStartupFailure(), "failure");
                    FailureAnalysis analysis = Objects.requireNonNull(new SetupFailureAnalyzer().analyze(failure));
                    assertThat(analysis.getDescription()).contains("can damage a file in WAL mode");
                    assertThat(analysis.getAction())
                            .contains("org.xerial:sqlite-jdbc to 3.51.3.0 or newer", "sqlite-jdbc.version");
                });
    }
}
