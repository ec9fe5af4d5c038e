package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.model.VendorFault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A vendor's error responses by the codes of their faults. Immutable and thread-safe. */
public final class RefusalTable {
    private final List<Refusal> rows;
    private final Map<String, Refusal> byCode;

    public RefusalTable(List<Refusal> rows) {
        this.rows = List.copyOf(rows);
        byCode = rows.stream().collect(Collectors.toMap(row -> row.fault().code(), Function.identity()));
    }

    public List<VendorFault> faults() {
        return rows.stream().map(Refusal::fault).toList();
    }

    public Refusal of(VendorFault fault) {
        return of(fault.code());
    }

    public Refusal of(String code) {
        return Objects.requireNonNull(byCode.get(code), "every refusal is in the table");
    }

    /** Ends the request with the error response of a fault, if there is one. */
    public void refuse(Optional<VendorFault> fault) throws ErrorResponseException {
        if (fault.isPresent()) {
            throw of(fault.get()).exception();
        }
    }
}
