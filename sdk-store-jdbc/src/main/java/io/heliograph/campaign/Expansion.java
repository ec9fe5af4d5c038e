package io.heliograph.campaign;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Stores the recipients of a new campaign. Nothing is sent before all of them are stored. For one campaign. */
final class Expansion {
    /** So many lines are one transaction. */
    private static final int BATCH = 2_000;

    private final RecipientTable recipients;
    private final CampaignRequest request;
    private final Lease lease;
    private final List<RecipientTable.NewRow> batch = new ArrayList<>(BATCH);

    Expansion(RecipientTable recipients, CampaignRequest request, Lease lease) {
        this.recipients = recipients;
        this.request = request;
        this.lease = lease;
    }

    void store(Iterator<Recipients.Line> lines) {
        while (lines.hasNext()) {
            batch.add(row(lines.next()));
            if (batch.size() == BATCH) {
                storeBatch();
            }
        }
        storeBatch();
    }

    private void storeBatch() {
        if (!recipients.add(lease, batch)) {
            throw new CampaignBusyException(request.name());
        }
        batch.clear();
    }

    private RecipientTable.NewRow row(Recipients.Line line) {
        PhoneNumber number;
        try {
            number = PhoneNumber.of(line.to());
        } catch (InvalidRequestException e) {
            return recipients.newRow(line, null, "to " + e.violations().get(0).problem());
        }
        String problem = line.problem();
        if (problem == null && !line.values().isEmpty()) { // another text for each
            try {
                request.to(line.to(), line.values()).build();
            } catch (InvalidRequestException e) {
                problem = e.violations().stream().map(Violation::toString).collect(Collectors.joining("; "));
            }
        }
        return recipients.newRow(line, number, problem);
    }
}
