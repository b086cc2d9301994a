package org.hanse.client.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcAnswer;
import org.hanse.client.kdc.KdcErrors;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.KdcSender;
import org.hanse.client.kdc.ReplyRules;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;

/**
 * One login at one realm: asks without proof, learns the salt from the refusal, asks with a proof of the key, corrects the clock
 * once. Used by one thread and thrown away.
 */
final class LoginAttempt {
    /** Asking, proving, correcting the clock, proving again, and one to spare. */
    private static final int MAX_ROUNDS = 5;

    private final Krb5Conf conf;
    private final KdcSender kdcs;
    private final Clock clock;
    private final SecureRandom random;
    private final LoginRequest request;
    private final ClientSecret secret;
    private final Envelope envelope;
    private final List<EncType> etypes;

    /** What is added to our clock for the KDC; changed once, when the KDC says that ours is wrong. */
    private Duration offset = Duration.ZERO;

    private boolean corrected;
    private PreauthHints hints = PreauthHints.NONE;

    /** The key that the proof was made with, once one was asked for. */
    private Optional<ProtocolKey> proof = Optional.empty();

    /** What the KDC had said about that key. */
    private Optional<EtypeInfo2Entry> proofHint = Optional.empty();

    private Optional<RealmName> referral = Optional.empty();

    LoginAttempt(
            Krb5Conf conf,
            KdcSender kdcs,
            Clock clock,
            SecureRandom random,
            LoginRequest request,
            ClientSecret secret,
            Envelope envelope) {
        this.conf = conf;
        this.kdcs = kdcs;
        this.clock = clock;
        this.random = random;
        this.request = request;
        this.secret = secret;
        this.envelope = envelope;
        this.etypes = secret.preferred(request.client(), request.etypes());
    }

    /** The ticket, or empty when another realm is to be asked. */
    Optional<LoginResult> run() throws KdcFailure {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Instant now = clock.instant();
            KdcRequestBody body = body(now.plus(offset).truncatedTo(ChronoUnit.SECONDS));
            byte[] message = KerberosCodec.encode(envelope.request(padata(now.plus(offset)), body, now.plus(offset)));
            KdcAnswer answer = KdcAnswer.decode(kdcs.send(request.client().realm(), message));
            if (answer instanceof KdcAnswer.Reply reply) {
                return Optional.of(judge(reply.message(), body, message, now));
            }
            judge(envelope.refusal(((KdcAnswer.Refusal) answer).message(), body.nonce()), now);
            if (referral.isPresent()) {
                return Optional.empty();
            }
        }
        throw new KdcFailure(
                Kind.REFUSED,
                "the KDC asks for a proof again and again; ask the realm's administrator what its log says");
    }

    RealmName referredTo() {
        return referral.orElseThrow();
    }

    private KdcRequestBody body(Instant now) {
        Instant start =
                request.start().map(s -> s.truncatedTo(ChronoUnit.SECONDS)).orElse(now);
        return new KdcRequestBody(
                request.options(),
                Optional.of(request.client().name()),
                request.client().realm(),
                Optional.of(request.service()),
                request.start().map(s -> start),
                start.plus(request.lifetime()),
                request.renewable().map(start::plus),
                // 31 bits, since old KDCs read the nonce as a signed number.
                new Nonce(random.nextInt() & 0x7FFF_FFFFL),
                etypes,
                request.addresses(),
                Optional.empty(),
                List.of());
    }

    private List<PaData> padata(Instant now) {
        List<PaData> padata = new ArrayList<>();
        hints.cookie().ifPresent(padata::add);
        proof.ifPresent(key -> padata.add(envelope.proof(key, KerberosTime.of(now))));
        // RFC 6806 §11: the reply shall prove that the request arrived as we sent it.
        padata.add(new PaData(PaType.REQ_ENC_PA_REP, Octets.EMPTY));
        return padata;
    }

    private LoginResult judge(KdcReply reply, KdcRequestBody body, byte[] message, Instant now) throws KdcFailure {
        ReplyRules.requireType(MessageType.AS_REP, reply);
        ReplyRules.require(etypes.contains(reply.sealed().etype()), "it is sealed in a type that was not asked for");
        Envelope.Reply inside = envelope.reply(reply, body.nonce());
        ProtocolKey key = envelope.replyKey(inside, replyKey(reply.sealed(), inside.padata()));
        byte[] opened;
        try {
            opened = key.open(KeyUsage.AS_REP, reply.sealed());
        } catch (IntegrityFault fault) {
            // Without a proof before, this is where a wrong password shows. With one, the KDC had taken the password
            // for right.
            ReplyRules.require(proof.isEmpty(), "it does not open under the key that the proof was made with");
            throw wrongSecret(0);
        }
        if (proof.isPresent()) {
            envelope.judgeAnswer(inside, proof.get());
        }
        return new AsReplyCheck(conf, request.client(), body).judge(reply, opened, key, message, now);
    }

    /** Returns when the request is to be sent again, or {@link #referral} is set. */
    private void judge(Envelope.Refusal refusal, Instant now) throws KdcFailure {
        KrbError error = refusal.error();
        Optional<WireCode> code = WireCode.of(error.code());
        if (code.equals(Optional.of(WireCode.KDC_ERR_PREAUTH_REQUIRED)) && proof.isEmpty()) {
            hints = PreauthHints.of(refusal.padata());
            prove();
        } else if (isClockFault(error, now) && !corrected && conf.kdcTimesync()) {
            offset = Duration.between(now, error.serverTime().instant());
            corrected = true;
        } else if (proof.isPresent()
                && (error.code() == WireCode.KDC_ERR_PREAUTH_FAILED.number()
                        || error.code() == WireCode.KRB_AP_ERR_BAD_INTEGRITY.number())) {
            // Old KDCs say of a timestamp that does not open what they say of a ticket.
            throw wrongSecret(error.code());
        } else if (code.equals(Optional.of(WireCode.KDC_ERR_WRONG_REALM))
                && request.canonicalize()
                && error.clientRealm().isPresent()
                && !error.clientRealm().get().equals(request.client().realm())) {
            referral = Optional.of(trusted(error.clientRealm().get()));
        } else {
            throw KdcErrors.explained(
                    error,
                    request.client(),
                    new Principal(request.service(), request.client().realm()));
        }
    }

    /**
     * RFC 6806 §7 and §13: nobody signed the error, and the password is about to be proven to the realm that it names. So that must be one
     * that this machine's administrator has named.
     */
    private RealmName trusted(RealmName realm) throws KdcFailure {
        if (conf.kdcs(realm).isEmpty()) {
            throw new KdcFailure(
                    Kind.REPLY_NOT_TRUSTED,
                    WireCode.KDC_ERR_WRONG_REALM.number(),
                    "the KDC sends '" + request.client() + "' to realm '" + realm
                            + "', which krb5.conf does not name; if it is right, name it: [realms] " + realm
                            + " = { kdc = HOST:PORT }");
        }
        return realm;
    }

    /** A clock that is far behind asks for tickets that end before they begin, so that code may mean the clock too. */
    private boolean isClockFault(KrbError error, Instant now) {
        if (error.code() == WireCode.KRB_AP_ERR_SKEW.number()) {
            return true;
        }
        Duration apart = Duration.between(now, error.serverTime().instant()).abs();
        return error.code() == WireCode.KDC_ERR_NEVER_VALID.number()
                && request.start().isEmpty()
                && apart.compareTo(conf.clockSkew()) > 0;
    }

    /** With the key of the strongest type that we offered and the KDC has; an unsigned error cannot take us below what we offered. */
    private void prove() throws KdcFailure {
        if (!hints.methods().isEmpty() && !hints.methods().contains(envelope.proofType())) {
            throw new KdcFailure(
                    Kind.NOT_SUPPORTED,
                    "the KDC takes no " + envelope.proofName() + " from '" + request.client()
                            + "'; ask the realm's administrator to allow it");
        }
        for (EncType etype : etypes) {
            Optional<EtypeInfo2Entry> about = hints.about(etype);
            if (about.isPresent()) {
                Optional<ProtocolKey> key = key(etype, Optional.empty(), about.get());
                if (key.isPresent()) {
                    proof = key;
                    proofHint = about;
                    return;
                }
            }
        }
        throw noKey();
    }

    /** The key that a reply is sealed in: the proof's, unless the KDC chose another of our types, or named another salt. */
    private ProtocolKey replyKey(EncryptedData sealed, List<PaData> replyPadata) throws KdcFailure {
        PreauthHints told = PreauthHints.of(replyPadata);
        EtypeInfo2Entry about = (told.entries().isEmpty() ? hints : told)
                .about(sealed.etype())
                .orElseGet(() -> new EtypeInfo2Entry(sealed.etype(), Optional.empty(), Optional.empty()));
        // A password's key does not depend on the version, and making it again would cost as much as the first time.
        if (secret instanceof ClientSecret.Password && proofHint.equals(Optional.of(about))) {
            return proof.orElseThrow();
        }
        return key(sealed.etype(), sealed.kvno(), about).orElseThrow(this::noKey);
    }

    private Optional<ProtocolKey> key(EncType etype, Optional<Kvno> kvno, EtypeInfo2Entry about) throws KdcFailure {
        try {
            return secret.key(
                    request.client(),
                    etype,
                    kvno,
                    PreauthHints.saltOf(about, request.client()),
                    PreauthHints.parametersOf(about));
        } catch (IllegalArgumentException outOfBounds) {
            throw new KdcFailure(
                    Kind.REPLY_NOT_TRUSTED,
                    "the KDC's string-to-key parameters are refused: " + outOfBounds.getMessage()
                            + "; ask the realm's administrator to set usual ones");
        }
    }

    private KdcFailure noKey() {
        return secret instanceof ClientSecret.FromKeytab
                ? new KdcFailure(
                        Kind.WRONG_SECRET,
                        "the keytab has no key of '" + request.client()
                                + "' that the KDC takes; export the keytab again, or name another with -t")
                : new KdcFailure(
                        Kind.NOT_SUPPORTED,
                        "the KDC has no key of '" + request.client()
                                + "' of an encryption type that was asked for; add one"
                                + " to permitted_enctypes in krb5.conf, or have the password changed");
    }

    private KdcFailure wrongSecret(int code) {
        return secret instanceof ClientSecret.FromKeytab
                ? new KdcFailure(
                        Kind.WRONG_SECRET,
                        code,
                        "Preauthentication failed: the keytab's key of '" + request.client()
                                + "' is not the KDC's; export the keytab again")
                : new KdcFailure(Kind.WRONG_SECRET, code, "Password incorrect; try again");
    }
}
