package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.FastArmor;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.FastRequest;
import org.hanse.protocol.wire.FastResponse;
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
import org.hanse.protocol.wire.WireCode;

/** An AS-REQ inside FAST, RFC 6113 §5.4, and everything that a test may spoil about it. */
final class AskingFast extends Asking {
    final Armor armor;
    private FastOptions fastOptions = FastOptions.NONE;
    private UnaryOperator<KdcRequestBody> outerBody = body -> body;
    private BiFunction<ProtocolKey, byte[], Checksum> checksum =
            (key, body) -> key.checksum(KeyUsage.FAST_REQ_CHECKSUM, body);
    private UnaryOperator<Optional<FastArmor>> carried = whole -> whole;
    private AuthorizationData authenticatorData = AuthorizationData.NONE;

    private AskingFast(TestRealm kdc, Armor armor) {
        super(kdc);
        this.armor = armor;
    }

    static AskingFast as(TestRealm kdc, String client, Armor armor) {
        AskingFast asking = new AskingFast(kdc, armor);
        Asking plain = Asking.as(kdc, client);
        asking.client = plain.client;
        asking.service = plain.service;
        return asking;
    }

    /** PA-ENCRYPTED-CHALLENGE under this key of the client's. */
    AskingFast challengedBy(ProtocolKey longTerm, KerberosTime time) {
        ProtocolKey key = KeyCombination.CLIENT_CHALLENGE.of(armor.key(), longTerm);
        byte[] sealed =
                key.seal(KeyUsage.ENCRYPTED_CHALLENGE_CLIENT, KerberosCodec.encodePaEncTsEnc(time), TestRealm.RANDOM);
        EncryptedData data = new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(sealed));
        add(new PaData(PaType.ENCRYPTED_CHALLENGE, Octets.wrap(KerberosCodec.encode(data))));
        return this;
    }

    AskingFast challengedBy(String password) {
        return challengedBy(longTerm(password), KerberosTime.of(kdc.now));
    }

    ProtocolKey longTerm(String password) {
        return TestRealm.passwordKey(
                etypes.get(0), password, kdc.name.value() + client.orElseThrow().joined());
    }

    AskingFast options(FastOptions options) {
        fastOptions = options;
        return this;
    }

    AskingFast outside(UnaryOperator<KdcRequestBody> change) {
        outerBody = change;
        return this;
    }

    AskingFast checksum(BiFunction<ProtocolKey, byte[], Checksum> made) {
        checksum = made;
        return this;
    }

    AskingFast carrying(UnaryOperator<Optional<FastArmor>> change) {
        carried = change;
        return this;
    }

    AskingFast authenticatorData(AuthorizationData data) {
        authenticatorData = data;
        return this;
    }

    @Override
    byte[] encoded() {
        KdcRequestBody inner = body();
        byte[] request =
                KerberosCodec.encode(new FastRequest(fastOptions, padata, inner, KerberosCodec.encodeBody(inner)));
        KdcRequestBody outer = outerBody.apply(inner);
        Octets outerOctets = KerberosCodec.encodeBody(outer);
        ProtocolKey key = armor.key();
        FastArmoredRequest armored = new FastArmoredRequest(
                carried.apply(Optional.of(armor.carried(authenticatorData))),
                checksum.apply(key, outerOctets.toByteArray()),
                new EncryptedData(
                        key.etype(),
                        Optional.empty(),
                        Octets.wrap(key.seal(KeyUsage.FAST_ENC, request, TestRealm.RANDOM))));
        PaData fast = new PaData(PaType.FX_FAST, Octets.wrap(KerberosCodec.encode(armored)));
        return KerberosCodec.encode(new KdcRequest(MessageType.AS_REQ, List.of(fast), outer, outerOctets));
    }

    /**
     * A ticket by way of FAST.
     *
     * @param response what stood inside
     */
    record Armored(Got got, FastResponse response) {}

    Armored armored(String password) {
        return armored(encoded(), password);
    }

    Armored armored(byte[] request, String password) {
        byte[] answer = kdc.answer(request, Transport.TCP);
        KdcReply reply;
        try {
            reply = KerberosCodec.decodeKdcReply(answer);
        } catch (DecodeFault fault) {
            throw new AssertionError("refused with " + error(answer).code() + ", " + kdc.lastRecord());
        }
        FastResponse response = Armor.opened(armor.key(), reply.padata());
        ProtocolKey strengthen = ProtocolKey.of(response.strengthenKey().orElseThrow());
        Got got = opened(
                answer, etype -> KeyCombination.STRENGTHENED_REPLY.of(strengthen, longTerm(password)), KeyUsage.AS_REP);
        return new Armored(got, response);
    }

    /**
     * A refusal by way of FAST.
     *
     * @param outer for all to see
     * @param inner the same, where the client can believe it
     */
    record Refused(KrbError outer, KrbError inner, FastResponse response) {}

    Refused refusedInside(WireCode code) {
        return refusedInside(raw(), armor.key(), code);
    }

    static Refused refusedInside(byte[] answer, ProtocolKey armorKey, WireCode code) {
        KrbError outer = error(answer);
        assertThat(WireCode.of(outer.code())).contains(code);
        try {
            FastResponse response = Armor.opened(
                    armorKey,
                    KerberosCodec.decodeMethodData(outer.data().orElseThrow().toByteArray()));
            KrbError inner = KerberosCodec.decodeKrbError(
                    Armor.value(response.padata(), PaType.FX_ERROR).toByteArray());
            assertThat(inner.data()).isEmpty();
            return new Refused(outer, inner, response);
        } catch (DecodeFault fault) {
            throw new AssertionError(fault);
        }
    }

    static Principal clientOf(KrbError error) {
        return new Principal(
                error.clientName().orElseThrow(), error.clientRealm().orElseThrow());
    }
}
