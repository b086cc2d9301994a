package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.WireCode;

/** A request under construction, of either kind, and what came back. */
class Asking {
    final TestRealm kdc;
    final List<PaData> padata = new ArrayList<>();
    RealmName realm;
    Optional<PrincipalName> client = Optional.empty();
    Optional<PrincipalName> service = Optional.empty();
    KdcOptions options = KdcOptions.NONE;
    Optional<Instant> from = Optional.empty();
    Instant till = Instant.EPOCH;
    Optional<Instant> renewTill = Optional.empty();
    Nonce nonce = new Nonce(0xFFFF_FFFFL);
    List<EncType> etypes = TestRealm.ALL;
    List<HostAddress> addresses = List.of();
    Optional<EncryptedData> encryptedAuthorizationData = Optional.empty();
    List<Ticket> additionalTickets = List.of();

    Asking(TestRealm kdc) {
        this.kdc = kdc;
        this.realm = kdc.name;
    }

    static Asking as(TestRealm kdc, String client) {
        Asking asking = new Asking(kdc);
        asking.client = Optional.of(kdc.principal(client).name());
        asking.service = Optional.of(PrincipalName.krbtgt(kdc.name));
        return asking;
    }

    Asking forService(String text) {
        service = Optional.of(kdc.principal(text).name());
        return this;
    }

    Asking with(KdcOption option) {
        options = options.with(option);
        return this;
    }

    Asking till(Instant time) {
        till = time;
        return this;
    }

    Asking from(Instant time) {
        from = Optional.of(time);
        return this;
    }

    Asking renewTill(Instant time) {
        renewTill = Optional.of(time);
        return with(KdcOption.RENEWABLE);
    }

    Asking etypes(EncType... list) {
        etypes = List.of(list);
        return this;
    }

    Asking add(PaData element) {
        padata.add(element);
        return this;
    }

    /** PA-ENC-TIMESTAMP under the key of a password. */
    Asking provingWith(String password) {
        return provingWith(password, kdc.now);
    }

    Asking provingWith(String password, Instant time) {
        String salt = kdc.name.value() + client.orElseThrow().joined();
        return provingWith(TestRealm.passwordKey(etypes.get(0), password, salt), time);
    }

    Asking provingWith(ProtocolKey key, Instant time) {
        byte[] sealed = key.seal(
                KeyUsage.PA_ENC_TIMESTAMP, KerberosCodec.encodePaEncTsEnc(KerberosTime.of(time)), TestRealm.RANDOM);
        EncryptedData data = new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(sealed));
        return add(new PaData(PaType.ENC_TIMESTAMP, Octets.wrap(KerberosCodec.encode(data))));
    }

    KdcRequestBody body() {
        return new KdcRequestBody(
                options,
                client,
                realm,
                service,
                from,
                till,
                renewTill,
                nonce,
                etypes,
                addresses,
                encryptedAuthorizationData,
                additionalTickets);
    }

    byte[] encoded() {
        KdcRequestBody body = body();
        return KerberosCodec.encode(new KdcRequest(MessageType.AS_REQ, padata, body, KerberosCodec.encodeBody(body)));
    }

    byte[] raw() {
        return kdc.answer(encoded(), Transport.TCP);
    }

    /** Sends it and wants this refusal. */
    KrbError refused(WireCode code) {
        KrbError error = error(raw());
        assertThat(WireCode.of(error.code())).contains(code);
        return error;
    }

    /** Sends it and wants this refusal, of this code, for this reason. */
    KrbError refused(WireCode code, Reason reason) {
        KrbError error = refused(code);
        assertThat(kdc.lastRecord().refused()).contains(reason);
        return error;
    }

    static KrbError error(byte[] answer) {
        try {
            return KerberosCodec.decodeKrbError(answer);
        } catch (DecodeFault fault) {
            throw new AssertionError("wanted a KRB-ERROR: " + fault.getMessage(), fault);
        }
    }

    /** Sends it and wants a ticket; opens the reply as the client does. */
    Got got() {
        String salt = kdc.name.value() + client.orElseThrow().joined();
        return opened(
                raw(),
                etype -> TestRealm.passwordKey(etype, client.orElseThrow().joined(), salt),
                KeyUsage.AS_REP);
    }

    interface KeyFor {
        ProtocolKey of(EncType etype);
    }

    static Got opened(byte[] answer, KeyFor keys, KeyUsage usage) {
        KdcReply reply;
        try {
            reply = KerberosCodec.decodeKdcReply(answer);
        } catch (DecodeFault fault) {
            KrbError error = error(answer);
            throw new AssertionError("refused with " + error.code() + " " + error.text());
        }
        try {
            byte[] opened = keys.of(reply.sealed().etype()).open(usage, reply.sealed());
            return new Got(reply, KerberosCodec.decodeEncKdcReplyPart(opened));
        } catch (IntegrityFault | DecodeFault fault) {
            throw new AssertionError("the reply does not open under the key that it should", fault);
        }
    }

    /** A reply and what it holds for the client. */
    record Got(KdcReply reply, EncKdcReplyPart part) {

        Ticket ticket() {
            return reply.ticket();
        }

        ProtocolKey sessionKey() {
            return ProtocolKey.of(part.key());
        }

        /** As the service reads it. */
        EncTicketPart openedBy(ProtocolKey key) {
            try {
                return KerberosCodec.decodeEncTicketPart(key.open(KeyUsage.TICKET, ticket().sealed()));
            } catch (IntegrityFault | DecodeFault fault) {
                throw new AssertionError("the ticket does not open under the service's key", fault);
            }
        }

        EncTicketPart openedBy(TestRealm realm, String service) {
            return openedBy(realm.key(service, ticket().sealed().etype()));
        }
    }
}
