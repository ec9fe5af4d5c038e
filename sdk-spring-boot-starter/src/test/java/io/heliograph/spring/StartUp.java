package io.heliograph.spring;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** How long a web application takes to start, and what its thread works, in milliseconds; run by {@code scripts/boot-startup} with and without us. */
public final class StartUp {
    private static final int NANOS = 1_000_000;

    private StartUp() {}

    /** An application that has what its class path brings. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {}

    /** Starts it once. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long before = System.nanoTime();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Empty.class)
                .properties("server.port=0", "spring.main.web-application-type=servlet", "spring.main.banner-mode=off")
                .run(arguments)) {
            long wall = System.nanoTime() - before;
            long worked = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
            out.println(wall / NANOS + " " + worked / NANOS + " " + context.containsBean("smsClient"));
        }
    }
}
