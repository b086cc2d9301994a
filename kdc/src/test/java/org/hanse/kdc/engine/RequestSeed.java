package org.hanse.kdc.engine;

import static org.hanse.kdc.engine.DerTree.application;
import static org.hanse.kdc.engine.DerTree.element;
import static org.hanse.kdc.engine.DerTree.field;
import static org.hanse.kdc.engine.DerTree.integer;
import static org.hanse.kdc.engine.DerTree.sequence;
import static org.hanse.kdc.engine.DerTree.time;
import static org.hanse.protocol.name.PrincipalName.krbtgt;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.CANONICALIZE;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.FORWARDABLE;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.FORWARDED;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.POSTDATED;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.RENEW;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.RENEWABLE;
import static org.hanse.protocol.wire.KdcOptions.KdcOption.VALIDATE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;

/**
 * The kinds of requests that fuzzing begins with. Each is answered with a ticket, or with the code that it names, as long as nothing
 * is bent. A new kind of request is a new constant: the fuzzer finds it by itself.
 */
enum RequestSeed {
    /** Without proof: answered with hints. */
    AS_FIRST {
        @Override
        Layers in(FuzzedRealm world) {
            return as(world.body("ann", krbtgt(world.kdc.name), FORWARDABLE, RENEWABLE));
        }
    },
    AS_WITHOUT_NEED_OF_PROOF {
        @Override
        Layers in(FuzzedRealm world) {
            return as(world.body("bob", world.kdc.principal("kadmin/changepw").name()));
        }
    },
    AS_TIMESTAMP {
        @Override
        Layers in(FuzzedRealm world) {
            return asProving(world, world.body("ann", krbtgt(world.kdc.name), FORWARDABLE, RENEWABLE));
        }
    },
    AS_POSTDATED {
        @Override
        Layers in(FuzzedRealm world) {
            return asProving(world, world.body("anna", krbtgt(world.kdc.name), CANONICALIZE, POSTDATED));
        }
    },
    AS_ARMORED {
        @Override
        Layers in(FuzzedRealm world) {
            return asArmored(world, world.body("ann", krbtgt(world.kdc.name), FORWARDABLE));
        }
    },
    TGS_SERVICE {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(
                    world, world.body("", world.kdc.principal(FuzzedRealm.WEB).name(), FORWARDABLE), USUAL);
        }
    },
    TGS_SUBKEY_AND_AUTHORIZATION_DATA {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(
                    world, world.body("", world.kdc.principal(FuzzedRealm.WEB).name()), extras(false), USUAL);
        }
    },
    TGS_ARMORED {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(
                    world, world.body("", world.kdc.principal(FuzzedRealm.WEB).name()), extras(true), USUAL);
        }
    },
    TGS_RENEWED {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(world, world.body("", krbtgt(world.kdc.name), RENEW), USUAL);
        }
    },
    TGS_VALIDATED {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(
                    world,
                    world.body("", krbtgt(world.kdc.name), VALIDATE),
                    TicketFlag.INVALID,
                    TicketFlag.POSTDATED,
                    TicketFlag.RENEWABLE);
        }
    },
    TGS_FORWARDED {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(world, world.body("", krbtgt(world.kdc.name), FORWARDED, FORWARDABLE), USUAL);
        }
    },
    TGS_TO_A_PEER {
        @Override
        Layers in(FuzzedRealm world) {
            return tgs(world, world.body("", krbtgt(world.peer.name), CANONICALIZE), USUAL);
        }
    },
    TGS_FROM_A_PEER {
        @Override
        Layers in(FuzzedRealm world) {
            ProtocolKey session = randomKey();
            TransitedEncoding path =
                    new TransitedEncoding(TransitedEncoding.DOMAIN_X500_COMPRESS, Octets.wrap(new byte[0]));
            LayeredTicket ticket = new LayeredTicket(
                    world.content(session, world.peer.name, "erik", path, USUAL),
                    world.peersKey(),
                    session,
                    names(world.peer.name, krbtgt(world.kdc.name), world.peer.name, "erik"));
            byte[] body =
                    body(world.body("", world.kdc.principal(FuzzedRealm.WEB).name()));
            return new LayeredTgs(body, ticket, Optional.empty())::make;
        }
    };

    private static final TicketFlag[] USUAL = {
        TicketFlag.FORWARDABLE,
        TicketFlag.PROXIABLE,
        TicketFlag.RENEWABLE,
        TicketFlag.MAY_POSTDATE,
        TicketFlag.INITIAL,
        TicketFlag.PRE_AUTHENT
    };

    /** A request that is made anew each time, bent on its way from the inside to the outside. */
    interface Layers {
        byte[] make(Edits edits, Instant clientTime);
    }

    /** Prepares what does not depend on the edits. */
    abstract Layers in(FuzzedRealm world);

    private static Layers as(KdcRequestBody body) {
        byte[] octets = body(body);
        return (edits, time) ->
                edits.bend(application(10, field(1, integer(5)), field(2, integer(10)), field(4, octets)));
    }

    /** Layers: 0 the timestamp, 1 its EncryptedData, 2 the message. */
    private static Layers asProving(FuzzedRealm world, KdcRequestBody body) {
        byte[] octets = body(body);
        ProtocolKey key = world.kdc.key("ann", FuzzedRealm.ETYPE);
        return (edits, time) -> {
            byte[] timestamp = edits.bend(sequence(field(0, time(time))));
            byte[] sealed = edits.bend(LayeredTicket.sealed(key, KeyUsage.PA_ENC_TIMESTAMP, timestamp));
            byte[] padata = sequence(LayeredTgs.padata(2, sealed), LayeredTgs.padata(149, new byte[0]));
            return edits.bend(
                    application(10, field(1, integer(5)), field(2, integer(10)), field(3, padata), field(4, octets)));
        };
    }

    /** Layers: 0 the challenge, 1 to 3 the ticket of the armor, 4 the outer body, 5 and 6 FAST, 7 the message. */
    private static Layers asArmored(FuzzedRealm world, KdcRequestBody body) {
        LayeredTicket ticket = ticket(world, USUAL);
        ProtocolKey subkey = randomKey();
        LayeredFast fast = new LayeredFast(KeyCombination.ARMOR.of(subkey, ticket.session()));
        ProtocolKey challenging =
                KeyCombination.CLIENT_CHALLENGE.of(fast.armorKey(), world.kdc.key("ann", FuzzedRealm.ETYPE));
        byte[] octets = body(body);
        return (edits, time) -> {
            byte[] challenge = LayeredTicket.sealed(
                    challenging, KeyUsage.ENCRYPTED_CHALLENGE_CLIENT, edits.bend(sequence(field(0, time(time)))));
            byte[] armor = LayeredFast.armor(ticket.presented(
                    edits, KeyUsage.AP_REQ_AUTHENTICATOR, Optional.empty(), time, Optional.of(subkey)));
            byte[] outer = edits.bend(octets);
            byte[] value = fast.around(edits, octets, armor, outer, LayeredTgs.padata(138, challenge));
            return edits.bend(application(
                    10,
                    field(1, integer(5)),
                    field(2, integer(10)),
                    field(3, sequence(LayeredTgs.padata(136, value))),
                    field(4, outer)));
        };
    }

    private static Layers tgs(FuzzedRealm world, KdcRequestBody body, TicketFlag... flags) {
        return tgs(world, body, Optional.empty(), flags);
    }

    private static Layers tgs(
            FuzzedRealm world, KdcRequestBody body, Optional<LayeredTgs.Extras> extras, TicketFlag... flags) {
        return new LayeredTgs(body(body), ticket(world, flags), extras)::make;
    }

    private static LayeredTicket ticket(FuzzedRealm world, TicketFlag... flags) {
        ProtocolKey session = randomKey();
        RealmName realm = world.kdc.name;
        return new LayeredTicket(
                world.content(session, realm, "ann", TransitedEncoding.DIRECT, flags),
                world.tgsKey(),
                session,
                names(realm, krbtgt(realm), realm, "ann"));
    }

    private static Optional<LayeredTgs.Extras> extras(boolean fast) {
        AuthorizationData inner =
                new AuthorizationData(List.of(new AuthorizationData.Element(77, Octets.wrap(new byte[] {1}))));
        AuthorizationData data = new AuthorizationData(List.of(new AuthorizationData.Element(
                AuthorizationData.IF_RELEVANT, Octets.wrap(KerberosCodec.encode(inner)))));
        return Optional.of(new LayeredTgs.Extras(randomKey(), KerberosCodec.encode(data), fast));
    }

    private static LayeredTicket.Names names(
            RealmName issuer, PrincipalName service, RealmName clientRealm, String client) {
        return new LayeredTicket.Names(
                text(issuer.value()), name(service), text(clientRealm.value()), name(PrincipalName.of(client)));
    }

    private static byte[] name(PrincipalName name) {
        byte[][] components = name.components().stream().map(RequestSeed::text).toArray(byte[][]::new);
        return sequence(field(0, integer(name.type())), field(1, sequence(components)));
    }

    private static byte[] text(String text) {
        return element(0x1B, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] body(KdcRequestBody body) {
        return KerberosCodec.encodeBody(body).toByteArray();
    }

    private static ProtocolKey randomKey() {
        return ProtocolKey.random(FuzzedRealm.ETYPE, TestRealm.RANDOM);
    }
}
