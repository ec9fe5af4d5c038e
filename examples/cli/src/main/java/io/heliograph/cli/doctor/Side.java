package io.heliograph.cli.doctor;

import java.util.List;

/** Looks at one side of a call of a provider. */
@FunctionalInterface
interface Side {
    List<Finding> of(FreeCall call);

    /** As {@link #of(FreeCall)}, for a side whose advice depends on what the others have found before it. */
    default List<Finding> of(FreeCall call, List<Finding> before) {
        return of(call);
    }
}
