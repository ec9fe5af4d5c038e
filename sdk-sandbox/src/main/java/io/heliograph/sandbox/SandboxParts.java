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
import io.heliograph.sandbox.server.Workers;
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

/** The parts of one sandbox, and its threads. Thread-safe. */
final class SandboxParts {
    final Journal journal;
    final WebhookTargets targets;
    final VendorPorts ports;
    final LoopbackServer main;
    final WebhookDispatcher dispatcher;
    final Reset reset;
    private final Workers workers = new Workers();

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
        reset = new Reset(journal, ports, dispatcher);
        Api api = new Api(journal, ports, targets, reset, access);
        main = new LoopbackServer(
                workers, new MainHandler(ports, api, new PageFiles(access.token(), settings.traceUrl)), settings.port);
        clock.listen(this::clockMoved);
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
            while (!Thread.currentThread().isInterrupted()) {
                journal.transitions().awaitDue(journal.clock());
                journal.catchUp();
            }
        } catch (InterruptedException e) {
            // The sandbox is closed.
            Thread.currentThread().interrupt();
        }
    }

    private void clockMoved() {
        journal.events().publish(Event.Kind.CLOCK, journal.clock());
        journal.transitions().wake();
        dispatcher.wake();
        int unused = sendDue();
    }

    /** Publishes and sends what is due; returns the number of webhooks. */
    int sendDue() {
        journal.catchUp();
        return dispatcher.sendDue();
    }

    void close() {
        main.shut();
        ports.close();
        dispatcher.close();
        workers.close();
    }
}
