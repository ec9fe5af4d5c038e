package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.outcome.Replay;
import io.heliograph.message.BulkReport;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.DuplicateProtection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The calls of a simulation's callers, each held against the rules when it ends. */
final class SimulationCalls {
    private static final double DIES = 0.12;
    private static final int MAX_LIFE = 25;
    private static final long A_MILLI = 1_000_000;

    private final SimulatedTiming world;
    private final SimulatedSystem system;
    private final SimulationLedger ledger;

    SimulationCalls(SimulatedTiming world, SimulatedSystem system, SimulationLedger ledger) {
        this.world = world;
        this.system = system;
        this.ledger = ledger;
    }

    /** Sends; false if the process died, so that the caller has no outcome. */
    boolean send(SimulatedSend send, int process) {
        return call(SimulatedCall.Kind.SEND, send, process, call -> {
            check(call, send, system.client(process).trySend(send.request));
        });
    }

    /** The same by the method that throws. */
    boolean sendThrowing(SimulatedSend send, int process) {
        return call(SimulatedCall.Kind.SEND, send, process, call -> {
            try {
                Message message = system.client(process).send(send.request);
                ledger.reportedAccepted(send.subject, message);
            } catch (SmsException e) {
                boolean blind = e.failure().map(SimulationCalls::isBlind).orElse(false);
                if (!e.mayHaveBeenSent() && !blind) {
                    ledger.reportedRejected(call, send.subject, world.tick());
                }
            }
        });
    }

    /** Sends something else with the same key, which must be refused where nothing can free the key meanwhile. */
    boolean sendOther(SimulatedSend send, int process) {
        boolean ended = system.store()
                .peek(send.request.key())
                .filter(claim -> !claim.isUnresolved())
                .isPresent();
        if (!ended) {
            return true;
        }
        SendRequest other = SendRequest.to(send.request.to())
                .idempotencyKey(send.request.key())
                .text("other than " + send.request.text())
                .build();
        return call(SimulatedCall.Kind.SEND, send, process, call -> {
            try {
                SendOutcome outcome = system.client(process).trySend(other);
                boolean blind = outcome instanceof SendOutcome.Rejected rejected && isBlind(rejected.failure());
                if (!blind) {
                    throw new SimulationFailure(send.subject, "its key was taken for another content: " + outcome);
                }
            } catch (InvalidRequestException e) {
                world.count("other content refused");
                world.tell(send.subject, () -> "another content is refused: " + e.getMessage());
            }
        });
    }

    boolean reconcile(SimulatedSend send, int process) {
        return reconcile(send, process, () -> system.client(process).reconcile(send.request));
    }

    boolean reconcileKey(SimulatedSend send, int process) {
        return reconcile(send, process, () -> system.client(process).reconcile(send.request.key()));
    }

    private boolean reconcile(SimulatedSend send, int process, Supplier<SendOutcome> question) {
        return call(SimulatedCall.Kind.RECONCILE, send, process, call -> {
            try {
                check(call, send, question.get());
            } catch (InvalidRequestException e) {
                checkForgotten(call);
            }
        });
    }

    /** Asks when everything works and time has passed: what can be found out must be. */
    void reconcileAtEnd(SimulatedSend send, int process) {
        call(SimulatedCall.Kind.RECONCILE, send, process, call -> {
            try {
                SendOutcome outcome = system.client(process).reconcile(send.request);
                check(call, send, outcome);
                if (outcome instanceof SendOutcome.Unknown && mustBeKnown(send)) {
                    throw new SimulationFailure(send.subject, "could be reconciled and is still unknown: " + outcome);
                }
            } catch (InvalidRequestException e) {
                checkForgotten(call);
            }
        });
    }

    private boolean mustBeKnown(SimulatedSend send) {
        return !send.request.allowsDuplicates()
                && system.store()
                        .peek(send.request.key())
                        .filter(claim -> claim.provider()
                                .map(system::provider)
                                .filter(simulatedProvider -> simulatedProvider.canSettle()
                                        && (simulatedProvider.duplicateProtection() == DuplicateProtection.LOOKUP
                                                || isOfToday(claim)))
                                .isPresent())
                        .isPresent();
    }

    /** After a day nobody sends again to find out. */
    private boolean isOfToday(Claim claim) {
        return claim.sinceClaim().toHours() < 23;
    }

    void bulk(SimulatedBulk bulk, int process) {
        SimulatedSend send = bulk.asSend();
        call(SimulatedCall.Kind.BULK, send, process, call -> {
            Set<String> texts = new HashSet<>();
            try {
                BulkReport report = system.client(process).bulk(bulk.request(), part -> {
                    for (PhoneNumber recipient : part.recipients()) {
                        if (!texts.add(recipient.e164())) {
                            throw new SimulationFailure(bulk.subject(recipient.e164()), "was reported twice");
                        }
                        ledger.reported(call, bulk.subject(recipient.e164()), part.outcome(), world.tick());
                    }
                });
                long all = report.accepted() + report.rejected() + report.unknown();
                if (all != bulk.size() || texts.size() != bulk.size()) {
                    throw new SimulationFailure(send.subject, "not everybody is reported: " + report);
                }
            } catch (SmsException e) {
                if (!texts.isEmpty()) {
                    throw new SimulationFailure(send.subject, "broke off: " + e);
                }
            }
        });
    }

    /** A bulk send runs once, and what is said of its key later isn't that nothing was sent. */
    void again(SimulatedBulk bulk, int process) {
        SimulatedSend send = bulk.asSend();
        if (system.store().peek(send.request.key()).isEmpty()) {
            return;
        }
        call(SimulatedCall.Kind.BULK, send, process, call -> {
            try {
                BulkReport report = system.client(process).bulk(bulk.request(), part -> {});
                throw new SimulationFailure(send.subject, "ran twice: " + report);
            } catch (InvalidRequestException e) {
                world.count("BULK second run refused");
                world.tell(send.subject, () -> "a second run is refused: " + e.getMessage());
            }
        });
        call(SimulatedCall.Kind.RECONCILE, send, process, call -> {
            SendOutcome outcome = system.client(process).reconcile(send.request.key());
            boolean wasSent = bulk.different().stream().anyMatch(to -> ledger.isAnywhere(bulk.subject(to)));
            if (outcome instanceof SendOutcome.Rejected && wasSent) {
                throw new SimulationFailure(send.subject, "some were sent, and its key reads as " + outcome);
            }
        });
    }

    /** A vendor's report comes to a process: what is unknown at that vendor, and nobody is at work on, is known by it. */
    void report(SimulatedReport report, int process) {
        call(SimulatedCall.Kind.REPORT, report.subject(), report.key(), false, process, call -> {
            Claim before = system.store().peek(report.key()).orElse(null);
            system.client(process).tracker().add(report.at(world.clock().instant()));
            Claim after = system.store().peek(report.key()).orElse(null);
            boolean reconciled = after != null && before != null && before.isUnresolved() && !after.isUnresolved();
            world.count("REPORT " + (reconciled ? "reconciled" : report.failed() ? "of a failure" : "changed nothing"));
            world.tell(report.subject(), () -> report + " left " + after);
            boolean mustReconcile = before != null
                    && before.outcome()
                            .filter(SendOutcome.Unknown.class::isInstance)
                            .isPresent()
                    && !before.isLeased()
                    && before.provider().filter(report.id().provider()::equals).isPresent();
            if (mustReconcile && !reconciled && !report.failed() && !call.disturbed) {
                throw new SimulationFailure(report.subject(), "its report reconciled nothing: " + after);
            }
        });
    }

    private boolean call(SimulatedCall.Kind kind, SimulatedSend send, int process, Consumer<SimulatedCall> body) {
        return call(kind, send.subject, send.request.key(), send.request.allowsDuplicates(), process, call -> {
            body.accept(call);
            checkDeadline(call, send.request);
        });
    }

    /** Makes a call; false if its process died. */
    private boolean call(
            SimulatedCall.Kind kind,
            String subject,
            IdempotencyKey key,
            boolean allowsDuplicates,
            int process,
            Consumer<SimulatedCall> body) {
        boolean wasInterrupted = Thread.interrupted();
        boolean dies = world.goesWrong(DIES);
        int steps = dies ? world.random().nextInt(MAX_LIFE) : -1;
        SimulatedCall call = world.begin(kind, subject, allowsDuplicates, process, steps);
        call.wasAnywhere = ledger.isAnywhere(subject);
        call.notedBefore = system.store().noted(key);
        world.tell(subject, () -> "call " + call.number + " " + kind + " by process " + process);
        try {
            body.accept(call);
            return true;
        } catch (SimulatedCrash e) {
            if (!call.killed) {
                world.died(process);
                system.restart(process);
            }
            return false;
        } catch (SmsException e) {
            boolean mayFail = kind == SimulatedCall.Kind.RECONCILE || kind == SimulatedCall.Kind.REPORT;
            if (!mayFail || !String.valueOf(e.getMessage()).contains("the idempotency store failed")) {
                throw new SimulationFailure(subject, "an exception came through: " + e.getMessage());
            }
            return true; // a question without an answer, which changed nothing that isn't checked elsewhere
        } finally {
            world.end();
            boolean unused = Thread.interrupted();
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void check(SimulatedCall call, SimulatedSend send, SendOutcome outcome) {
        world.tell(
                send.subject, () -> "call " + call.number + " ends: " + outcome + "; " + ledger.holders(send.subject));
        world.count(call.kind + " " + outcome.getClass().getSimpleName() + (outcome.replayed() ? " again" : ""));
        if (outcome instanceof SendOutcome.Rejected rejected && isBlind(rejected.failure())) {
            return;
        }
        ledger.reported(call, send.subject, outcome, world.tick());
        if (outcome.replayed()) {
            checkReplay(call, send, outcome);
        } else if (call.kind == SimulatedCall.Kind.SEND && outcome.attempts().size() != call.requests()) {
            throw new SimulationFailure(send.subject, "not every attempt is told: " + outcome.attempts());
        }
    }

    /** A replay is what was noted first; where nothing was when the call began, it can be unknown. */
    private void checkReplay(SimulatedCall call, SimulatedSend send, SendOutcome outcome) {
        SendOutcome noted = system.store().noted(send.request.key());
        boolean same = noted != null && Replay.of(noted).equals(outcome);
        boolean wasKnown = call.notedBefore != null && !(call.notedBefore instanceof SendOutcome.Unknown);
        if (!same && (wasKnown || !(outcome instanceof SendOutcome.Unknown))) {
            throw new SimulationFailure(send.subject, "a replay differs: " + outcome + ", and first " + noted);
        }
    }

    private void checkForgotten(SimulatedCall call) {
        if (call.wasAnywhere) {
            throw new SimulationFailure(call.subject, "it is forgotten: " + ledger.holders(call.subject));
        }
    }

    private void checkDeadline(SimulatedCall call, SendRequest request) {
        long took = world.nanoTime() - call.began - call.stoodStill;
        Duration longest = request.deadline()
                .filter(own -> own.compareTo(system.deadline()) > 0)
                .orElse(system.deadline());
        if (call.kind == SimulatedCall.Kind.SEND) {
            longest = request.deadline().orElse(system.deadline());
        }
        if (call.kind != SimulatedCall.Kind.BULK && took > longest.toNanos() + A_MILLI) {
            throw new SimulationFailure(call.subject, "took " + took / A_MILLI + " ms, the deadline was " + longest);
        }
    }

    /** Whether a send was refused because its key couldn't be claimed: it says only that this call sent nothing. */
    private static boolean isBlind(Failure failure) {
        return failure.reason().startsWith("the idempotency store failed");
    }
}
