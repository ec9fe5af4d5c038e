package io.heliograph.sandbox.inbox;

import io.heliograph.sandbox.SandboxFault;
import java.net.URI;

/** One vendor as the inbox page shows it. */
public record VendorStatus(String name, URI baseUrl, SandboxFault fault) {}
