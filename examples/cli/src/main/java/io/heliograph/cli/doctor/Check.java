package io.heliograph.cli.doctor;

import java.util.List;

/** One check of a set-up. It sends no message, and changes no setting and no file. */
@FunctionalInterface
public interface Check {
    /** Looks, now; it throws nothing that a broken set-up can cause. */
    List<Finding> findings();
}
