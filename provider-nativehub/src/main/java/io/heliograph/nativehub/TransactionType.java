package io.heliograph.nativehub;

/** Why money moved; {@code UNKNOWN} is a word that this version doesn't know. */
public enum TransactionType {
    DEBIT,
    CREDIT,
    TOPUP,
    ADJUSTMENT,
    REFUND,
    UNKNOWN;
}
