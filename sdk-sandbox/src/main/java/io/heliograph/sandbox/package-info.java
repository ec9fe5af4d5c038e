/**
 * A local server that simulates vendors' documented SMS APIs and keeps accepted messages in an inbox.
 *
 * <p>A number is a plus sign and 7 to 15 digits; Wavix also takes it without the plus sign, and Me SMS takes only Thai
 * ones, {@code 66} or {@code 0} and 9 digits. A recipient that ends in {@code 999} and three digits stands for a documented
 * fault, see {@link Sandbox#faults(String)}; else the last four digits of a recipient choose the message's outcome,
 * where D stands for {@link Sandbox.Builder#deliverAfter(java.time.Duration)}:
 *
 * <table>
 * <caption>Special numbers</caption>
 * <tr><th>ends in</th><th>vendor</th><th>what happens</th></tr>
 * <tr><td rowspan="5">0001, invalid recipient</td>
 *     <td>Wavix</td><td>422, "Destination is invalid or not mobile phone number", nothing is stored</td></tr>
 * <tr><td>Android</td><td>400, "invalid phone number", nothing is stored; with {@code skipPhoneValidation} it is
 *     accepted, and is Failed after D/2</td></tr>
 * <tr><td>NativeHub</td><td>400, "invalid phone number format", nothing is stored; in bulk the item is failed at
 *     once</td></tr>
 * <tr><td>TextingLine</td><td>201 with status failed and invalid_destination; in a broadcast failed at once</td></tr>
 * <tr><td>Me SMS</td><td>200, the recipient is invalid at once</td></tr>
 * <tr><td rowspan="5">0002, opted out</td>
 *     <td>Wavix</td><td>201 with status rejected and "Unsubscribed recipient"</td></tr>
 * <tr><td>Android</td><td>delivered as usual: a phone has no opt-outs</td></tr>
 * <tr><td>NativeHub</td><td>201 with status rejected: the number is on the do-not-contact list</td></tr>
 * <tr><td>TextingLine</td><td>201 with status failed and opted_out; a broadcast is rejected as a whole, 400 with
 *     33028</td></tr>
 * <tr><td>Me SMS</td><td>200, the recipient is blocked at once</td></tr>
 * <tr><td rowspan="5">0003, undelivered</td>
 *     <td>Wavix</td><td>sent after D/2, undelivered after D</td></tr>
 * <tr><td>Android</td><td>Failed after D/2 with RESULT_ERROR_GENERIC_FAILURE, never Sent</td></tr>
 * <tr><td>NativeHub</td><td>submitted after D/2, failed after D</td></tr>
 * <tr><td>TextingLine</td><td>as any other, but undelivered after D</td></tr>
 * <tr><td>Me SMS</td><td>failed after D</td></tr>
 * <tr><td rowspan="5">0004, no delivery report</td>
 *     <td>Wavix</td><td>sent after D/2, dlr_expired after 4 D</td></tr>
 * <tr><td>Android</td><td>Sent after D/2, for ever</td></tr>
 * <tr><td>NativeHub</td><td>submitted after D/2, for ever</td></tr>
 * <tr><td>TextingLine</td><td>sent, for ever</td></tr>
 * <tr><td>Me SMS</td><td>pending, timeout after 4 D</td></tr>
 * <tr><td rowspan="5">0005, rejected by the carrier</td>
 *     <td>Wavix</td><td>rejected after D, never sent</td></tr>
 * <tr><td>Android</td><td>Sent after D/2, Failed after D with a delivery result</td></tr>
 * <tr><td>NativeHub</td><td>queued, rejected after D, never submitted</td></tr>
 * <tr><td>TextingLine</td><td>as any other, but failed after D</td></tr>
 * <tr><td>Me SMS</td><td>failed after D: it has no other status</td></tr>
 * <tr><td rowspan="5">any other</td>
 *     <td>Wavix</td><td>accepted, pending after D/4, sent after D/2, delivered after D</td></tr>
 * <tr><td>Android</td><td>Pending, Processed after D/4, Sent after D/2, Delivered after D</td></tr>
 * <tr><td>NativeHub</td><td>pending, queued after D/4 (in bulk at once), submitted after D/2, delivered after D</td></tr>
 * <tr><td>TextingLine</td><td>an SMS is sent at once, an MMS or a broadcast is queued and sent after D/2; delivered
 *     after D; only the inbox shows the states after the response</td></tr>
 * <tr><td>Me SMS</td><td>pending, success after D; the message as a whole is sent after D/2</td></tr>
 * </table>
 */
@NullMarked
package io.heliograph.sandbox;

import org.jspecify.annotations.NullMarked;
