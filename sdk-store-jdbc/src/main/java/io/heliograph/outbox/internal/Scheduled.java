package io.heliograph.outbox.internal;

/** The statements on db-scheduler's table: its only task has a row of the outbox as its instance, and no data. */
final class Scheduled {
    static final String TABLE = "heliograph_scheduled";
    static final String TASK = "heliograph-outbox";

    /** Is followed by the values, or where they come from. */
    private static final String INSERT =
            "INSERT INTO heliograph_scheduled (task_name, task_instance, execution_time, picked, version)";

    private static final String UNLESS_THERE = " ON CONFLICT (task_name, task_instance) DO NOTHING";

    /** Takes the task, the id and the time in microseconds. */
    static final String INSERT_NEW = INSERT + " VALUES (?, ?, to_timestamp(? / 1000000.0), false, 1)" + UNLESS_THERE;

    /** Takes the time in microseconds, the task and the id. A task that is being worked on isn't locked. */
    static final String REUSE = "UPDATE heliograph_scheduled SET execution_time = to_timestamp(? / 1000000.0)"
            + " WHERE task_name = ? AND task_instance = ? AND NOT picked";

    /**
     * Takes the task and the id. It locks a task that is being worked on: the worker that is about to delete it waits for this
     * transaction, and then sees what it did to the row.
     */
    static final String WAKE = INSERT + " SELECT ?, ?, to_timestamp(now / 1000000.0), false, 1 FROM t WHERE true"
            + " ON CONFLICT (task_name, task_instance) DO UPDATE SET execution_time = CASE WHEN heliograph_scheduled.picked"
            + " THEN heliograph_scheduled.execution_time ELSE EXCLUDED.execution_time END";

    /** Takes the task and the id. */
    static final String INSERT_IF_OPEN = INSERT
            + " SELECT ?, id, to_timestamp(next_at / 1000000.0), false, 1 FROM heliograph_outbox WHERE id = ? AND state < 3"
            + UNLESS_THERE;

    static final String DELETE =
            "DELETE FROM heliograph_scheduled WHERE task_name = ? AND task_instance = ? AND NOT picked";

    /** Takes a recipient. */
    static final String WAKE_NEXT = "UPDATE heliograph_scheduled SET execution_time = clock_timestamp()"
            + " WHERE NOT picked AND execution_time > clock_timestamp() AND (task_name, task_instance) IN"
            + " (SELECT 'heliograph-outbox', id FROM heliograph_outbox WHERE recipient = ? AND state = 0"
            + " AND next_at <= (SELECT now FROM t) ORDER BY seq LIMIT 1)";

    /** Takes the task. Wakes rows that are due, and whose tasks were planned for what the rows were before. */
    static final String WAKE_OVERDUE = "UPDATE heliograph_scheduled AS s SET execution_time = clock_timestamp()"
            + " FROM heliograph_outbox o WHERE s.task_name = ? AND s.task_instance = o.id AND NOT s.picked"
            + " AND s.execution_time > clock_timestamp() + interval '3 seconds' AND o.state < 3"
            + " AND o.next_at <= (SELECT now FROM t)";

    /** Takes the task, twice. */
    static final String INSERT_MISSING = INSERT
            + " SELECT ?, id, to_timestamp(next_at / 1000000.0), false, 1 FROM heliograph_outbox o WHERE state < 3"
            + " AND NOT EXISTS (SELECT 1 FROM heliograph_scheduled s WHERE s.task_name = ? AND s.task_instance = o.id)"
            + UNLESS_THERE;

    private Scheduled() {}
}
