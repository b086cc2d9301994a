package org.hanse.protocol.wire;

import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Proof of the session key, made afresh for each use, RFC 4120 §5.5.1.
 *
 * @param sequenceNumber UInt32; a negative one, as old clients send it, is read modulo 2^32
 */
public record Authenticator(
        RealmName clientRealm,
        PrincipalName clientName,
        Optional<Checksum> checksum,
        KerberosTime time,
        Optional<EncryptionKey> subkey,
        OptionalLong sequenceNumber,
        AuthorizationData authorizationData) {}
