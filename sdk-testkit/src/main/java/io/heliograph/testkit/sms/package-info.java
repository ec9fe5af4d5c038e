/** For the tests of applications: a sandbox, a provider without a network, assertions, and stubs of the vendors. */
@NullMarked
package io.heliograph.testkit.sms;

import org.jspecify.annotations.NullMarked;
