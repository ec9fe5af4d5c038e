package io.heliograph.cli;

import io.heliograph.campaign.CampaignBusyException;
import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignException;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignState;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.CampaignTooOldException;
import io.heliograph.campaign.Campaigns;
import io.heliograph.cli.process.StopSignal;
import io.heliograph.cli.process.Terminal;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a job's run, and the run: with its progress, its result and its exit code. */
final class BulkRun {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "Write a CSV file with a line for each recipient, when the run has ended.")
    private @Nullable Path result;

    @Option(names = "--masked", description = "Mask the numbers in the result.")
    private boolean masked;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "At most so many recipients a second; by default as fast as the providers' limits allow.")
    private double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "How many calls are made at a time, 1 to 256; 8 by default.")
    private int concurrency = 8;

    @Option(
            names = "--max-bulk",
            paramLabel = "N",
            description = "The most recipients of one call, where the vendor has bulk calls; 1000 by default.")
    private int maxBulk = 1_000;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Ends the command before anything is sent if the result couldn't be written. */
    void check() {
        Path file = result;
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && (!Files.isDirectory(folder) || !Files.isWritable(folder))) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION, "the folder of --result can't be written to; nothing was sent");
        }
    }

    /** Runs a job and returns the exit code. */
    int run(CommandContext context, Campaigns campaigns, String job, boolean evenIfOld) throws IOException {
        StopSignal signal = context.stopSignal();
        signal.enter(new StopSignal.Stage(
                StopSignal.Ending.FINISH,
                ExitCode.MAY_HAVE_BEEN_SENT,
                "aborted; calls under way MAY HAVE BEEN SENT; sms bulk resume " + job + " finds out what it can"));
        BulkProgress progress = new BulkProgress(context.err(), Terminal.isInteractive());
        try {
            CampaignStatus status = campaigns.run(job, options(signal, progress, evenIfOld));
            progress.end();
            write(campaigns, job);
            print(status);
            int exitCode = exitCode(status);
            signal.ended(exitCode);
            return exitCode;
        } catch (CampaignException | InvalidRequestException e) {
            progress.end();
            int exitCode = exitCode(e);
            signal.ended(exitCode);
            throw new CommandFailure(exitCode, explained(e, job) + "; nothing was sent by this command");
        } catch (StoreException e) {
            progress.end();
            signal.ended(ExitCode.MAY_HAVE_BEEN_SENT);
            throw new CommandFailure(
                    ExitCode.MAY_HAVE_BEEN_SENT,
                    "the store failed: " + e.getMessage() + "; the last calls MAY HAVE BEEN SENT; sms bulk resume "
                            + job + " finds out what it can");
        }
    }

    private CampaignRun options(StopSignal signal, BulkProgress progress, boolean evenIfOld) {
        try {
            CampaignRun.Builder options = CampaignRun.builder()
                    .concurrency(concurrency)
                    .maxBulk(maxBulk)
                    .stopWhen(signal::isStopped)
                    .listener(progress);
            if (rate != 0) {
                options.perSecond(rate);
            }
            return evenIfOld ? options.evenIfOld().build() : options.build();
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static int exitCode(RuntimeException e) {
        if (e instanceof CampaignBusyException) {
            return ExitCode.TEMPORARY;
        }
        return e instanceof CampaignTooOldException ? ExitCode.CONFIGURATION : ExitCode.BAD_DATA;
    }

    private static String explained(RuntimeException e, String job) {
        return e instanceof CampaignTooOldException
                ? e.getMessage() + ": sms bulk resume " + job + " --even-if-old"
                : String.valueOf(e.getMessage());
    }

    private void write(Campaigns campaigns, String job) throws IOException {
        if (result != null) {
            try (Writer csv = Files.newBufferedWriter(result)) {
                campaigns.report(job, masked, csv);
            }
        }
    }

    private void print(CampaignStatus status) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(BulkJson.status(status));
            return;
        }
        BulkReport.print(out, status);
        if (status.counts().open() > 0 && status.state() != CampaignState.CANCELLED) {
            out.println("go on with: sms bulk resume " + status.name());
        }
        if (result == null && status.counts().rejected() + status.counts().invalid() > 0) {
            out.println("sms bulk report " + status.name() + " --result - says why");
        }
    }

    /** By the worst that happened to a line; a duplicate has its message by the line before. */
    static int exitCode(CampaignStatus status) {
        CampaignCounts counts = status.counts();
        if (counts.unknown() + counts.sending() > 0) {
            return ExitCode.MAY_HAVE_BEEN_SENT;
        }
        if (counts.accepted() + counts.duplicates() == counts.lines()) {
            return ExitCode.ACCEPTED;
        }
        if (counts.accepted() > 0) {
            return ExitCode.PARTLY_ACCEPTED;
        }
        return counts.waiting() > 0 ? ExitCode.TEMPORARY : ExitCode.BAD_DATA;
    }
}
