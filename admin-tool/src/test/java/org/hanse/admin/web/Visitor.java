package org.hanse.admin.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.gss.GssFlags;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.MechanismId;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TransitedEncoding;

/** alice with a ticket for a web service, both made without a KDC. */
public final class Visitor {
    public static final String SERVICE = "HTTP/localhost";
    private static final Principal WEB = Principal.parse(SERVICE + "@BERGEN.EXAMPLE");
    private static final Principal ALICE = Principal.parse("alice@LUEBECK.EXAMPLE");

    private final SecureRandom random = new SecureRandom();
    private final ProtocolKey serviceKey = ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, random);

    /** Writes the service's keytab. */
    public Path keytab(Path file) throws IOException {
        Keytab.write(file, List.of(new KeytabEntry(WEB, Instant.EPOCH, Kvno.FIRST, serviceKey.toEncryptionKey())));
        return file;
    }

    /** A fresh login, Kerberos first among its offers. */
    public SpnegoInitiator login() {
        return new SpnegoInitiator(kerberos());
    }

    /** A fresh login that has to be asked for Kerberos. */
    public SpnegoInitiator reluctantLogin() {
        return new SpnegoInitiator(kerberos(), List.of(MechanismId.NTLMSSP, MechanismId.KRB5));
    }

    /** The value of an Authorization header with a fresh token. */
    public String header() {
        return header(login().firstToken());
    }

    /** The same with a ticket that is good from one address only. */
    String headerOfATicketFor(byte[] address) {
        int type = address.length == 4 ? HostAddress.IPV4 : HostAddress.IPV6;
        HostAddress only = new HostAddress(type, Octets.copyOf(address));
        return header(new SpnegoInitiator(kerberos(WEB, List.of(only))).firstToken());
    }

    /** The same with a ticket that bears another name of the service, as a KDC makes it for an alias. */
    public String headerOfATicketFor(String alias) {
        Principal named = Principal.parse(alias, WEB.realm());
        return header(new SpnegoInitiator(kerberos(named, List.of())).firstToken());
    }

    public static String header(byte[] token) {
        return "Negotiate " + Base64.getEncoder().encodeToString(token);
    }

    private GssInitiator kerberos() {
        return kerberos(WEB, List.of());
    }

    private GssInitiator kerberos(Principal named, List<HostAddress> addresses) {
        ProtocolKey session = ProtocolKey.random(serviceKey.etype(), random);
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        EncTicketPart part = new EncTicketPart(
                TicketFlags.NONE,
                session.toEncryptionKey(),
                ALICE.realm(),
                ALICE.name(),
                TransitedEncoding.DIRECT,
                now,
                Optional.of(now),
                now.plus(Duration.ofHours(1)),
                Optional.empty(),
                addresses,
                AuthorizationData.NONE);
        Octets sealed = Octets.wrap(serviceKey.seal(KeyUsage.TICKET, KerberosCodec.encode(part), random));
        GssInitiator.Credential credential = new GssInitiator.Credential(
                ALICE,
                KerberosCodec.newTicket(
                        named.realm(),
                        named.name(),
                        new EncryptedData(serviceKey.etype(), Optional.of(Kvno.FIRST), sealed)),
                session);
        GssFlags flags = GssFlags.of(GssFlags.GssFlag.MUTUAL, GssFlags.GssFlag.REPLAY);
        return new GssInitiator(credential, flags, Optional.empty(), Clock.systemUTC(), random);
    }
}
