package io.heliograph;

/** What is broken on purpose in a systematic exploration, to see that it is found. */
enum SystematicSabotage {
    NONE,
    /** Who finds out what became of a send has no lease, and notes no request. */
    UNFENCED,
    /** A key is freed whatever was noted since it was read. */
    RELEASE_IGNORES_NOTES,
    /** A lease is for whoever asks, also while somebody has it. */
    LEASE_FOR_ANYBODY,
    /** What is committed late is done whatever has become of the claim since it was read. */
    LATE_COMMITS_ARE_BLIND
}
