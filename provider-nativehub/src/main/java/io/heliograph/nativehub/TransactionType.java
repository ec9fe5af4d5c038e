package io.heliograph.nativehub;

/** The type of a transaction; {@code UNKNOWN} stands for a word that this version doesn't know. */
public enum TransactionType {
    DEBIT,
    CREDIT,
    TOPUP,
    ADJUSTMENT,
    REFUND,
    UNKNOWN;
}
