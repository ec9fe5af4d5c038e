package io.heliograph.cli.doctor;

import java.util.List;

/** Looks at one side of a call of a provider. */
@FunctionalInterface
interface Side {
    List<Finding> of(FreeCall call);
}
