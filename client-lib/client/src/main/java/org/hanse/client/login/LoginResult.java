package org.hanse.client.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.name.Principal;

/**
 * A ticket that a login gave.
 *
 * @param client who logged in; another name than asked for only where canonicalization was asked for
 * @param clockOffset how far the KDC's clock is ahead of ours, if by more than a second and krb5.conf wants to know
 * @param passwordExpires when the client's key expires, where the KDC says so
 */
public record LoginResult(
        Principal client, Credential ticket, Optional<Duration> clockOffset, Optional<Instant> passwordExpires) {
    /** A new cache with this ticket in it. */
    public CredentialCache toCache() {
        return new CredentialCache(client, clockOffset, List.of(ticket));
    }
}
