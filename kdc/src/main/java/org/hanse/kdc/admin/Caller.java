package org.hanse.kdc.admin;

import java.time.Instant;
import org.hanse.protocol.name.Principal;

/**
 * Who asks, proved.
 *
 * @param authTime when he proved it to the realm
 */
record Caller(Principal principal, Instant authTime) {}
