package io.heliograph.sandbox;

import io.heliograph.sandbox.api.AccessRules;
import io.heliograph.sandbox.api.Api;
import io.heliograph.sandbox.api.MainHandler;
import io.heliograph.sandbox.api.Reset;
import io.heliograph.sandbox.journal.Event;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.page.PageFiles;
import io.heliograph.sandbox.server.FaultSwitches;
import io.heliograph.sandbox.server.LoopbackServer;
import io.heliograph.sandbox.server.SandboxContext;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.SimulatedVendorFactory;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookDispatcher;
import io.heliograph.sandbox.webhook.WebhookSchedule;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The parts of one sandbox, and its threads. Thread-safe. */
final class SandboxParts {
    final Journal journal;
    final WebhookTargets targets;
    final VendorPorts ports;
    final LoopbackServer main;
    final WebhookDispatcher dispatcher;
    final Reset reset;
    private final ExecutorService workers = Executors.newCachedThreadPool(SandboxParts::daemon);

    SandboxParts(SandboxSettings settings) throws IOException {
        targets = new WebhookTargets(settings.anyTarget);
        SandboxClock clock = settings.clock == null ? SandboxClock.system() : SandboxClock.of(settings.clock);
        journal = new Journal(clock, settings.maxMessages, settings.maxRequests);
        WebhookSchedule schedule = new WebhookSchedule();
        dispatcher = new WebhookDispatcher(schedule, journal, targets, settings.webhookTimeout);
        FaultSwitches switches = new FaultSwitches();
        VendorContext context = new SandboxContext(
                journal, settings.deliverAfter, schedule, targets, switches, Map.copyOf(settings.secrets));
        List<SimulatedVendor> vendors = new ArrayList<>();
        for (SimulatedVendorFactory factory : VendorFactories.with(settings.added)) {
            vendors.add(factory.create(context));
        }
        AccessRules access = new AccessRules(UUID.randomUUID().toString());
        ports = new VendorPorts(
                vendors, journal, switches, Api.reports(journal, access), workers, settings.vendorPorts);
        reset = new Reset(journal, ports, schedule);
        Api api = new Api(journal, ports, targets, reset, access);
        main = new LoopbackServer(workers, new MainHandler(ports, api, new PageFiles(access.token())), settings.port);
        clock.listen(this::clockMoved);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "heliograph-sandbox");
        thread.setDaemon(true);
        return thread;
    }

    void open() throws IOException {
        main.open();
        ports.open();
        // A clock of the user's own can't wake a thread.
        if (!journal.clock().isOwn()) {
            dispatcher.start();
            workers.execute(this::publishChanges);
        }
    }

    private void publishChanges() {
        try {
            while (!workers.isShutdown()) {
                journal.transitions().awaitDue(journal.clock());
                journal.transitions().fire(journal.clock().instant());
            }
        } catch (InterruptedException e) {
            // The sandbox is closed.
            Thread.currentThread().interrupt();
        }
    }

    private void clockMoved() {
        journal.events()
                .publish(Event.Kind.CLOCK, journal.clock(), journal.clock().instant());
        journal.transitions().wake();
        dispatcher.wake();
        int unused = sendDue();
    }

    /** Publishes and sends what is due; returns the number of webhooks. */
    int sendDue() {
        journal.transitions().fire(journal.clock().instant());
        return dispatcher.sendDue();
    }

    void close() {
        main.shut();
        ports.close();
        workers.shutdownNow();
        dispatcher.close();
        try {
            // Without a lock, which a worker may be waiting for; its response fails at the cut connection.
            var unused = workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
