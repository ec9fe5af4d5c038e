package io.heliograph.sandbox.inbox;

import io.heliograph.sandbox.model.SandboxFault;
import java.net.URI;

/** A vendor's row on the inbox page. */
public record VendorStatus(String name, URI baseUrl, SandboxFault fault) {}
