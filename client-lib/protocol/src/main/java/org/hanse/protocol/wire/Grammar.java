package org.hanse.protocol.wire;

import org.hanse.protocol.wire.Shape.Alternative;
import org.hanse.protocol.wire.Shape.Application;
import org.hanse.protocol.wire.Shape.Fields;
import org.hanse.protocol.wire.Shape.Leaf;
import org.hanse.protocol.wire.Shape.ListOf;

/**
 * RFC 4120 Appendix A as a table, with our caps. Fields are listed from their first context tag on; see {@link Fields}.
 *
 * <p>Why not Kerby's own message classes: every one of them holds an enctype, a name type, a checksum type, a padata type or an
 * error code behind a closed enum that turns a number it does not know (enctypes 19 and 20 among them) into NONE, takes strings
 * for US-ASCII and flags for exactly 32 bits. So the fields are declared anew, and Kerby's codec reads by this table too; in the
 * tests Kerby's own classes read what we write.
 */
final class Grammar {
    private static final int MOST_NAME_COMPONENTS = 64;
    private static final int MOST_PADATA = 256;
    private static final int MOST_ETYPES = 1024;
    private static final int MOST_ADDRESSES = 256;
    private static final int MOST_LAST_REQ = 256;
    private static final int MOST_ADDITIONAL_TICKETS = 16;
    private static final int MOST_AUTHORIZATION_DATA = 1024;

    // ---- §5.2: simple types
    static final Leaf INT32 = new Leaf("Int32", DerCursor.INTEGER, LeafRules::int32);
    static final Leaf UINT32_OR_SIGNED = new Leaf("UInt32", DerCursor.INTEGER, LeafRules::uint32OrSigned);
    static final Leaf MICROSECONDS = new Leaf("Microseconds", DerCursor.INTEGER, LeafRules::microseconds);
    static final Leaf VERSION = new Leaf("version", DerCursor.INTEGER, Shape::checkVersion);
    static final Leaf TEXT = new Leaf("KerberosString", DerCursor.GENERAL_STRING, LeafRules::text);
    static final Leaf REALM = new Leaf("Realm", DerCursor.GENERAL_STRING, LeafRules::realm);
    static final Leaf TIME = new Leaf("KerberosTime", DerCursor.GENERALIZED_TIME, LeafRules::time);
    static final Leaf FLAGS = new Leaf("KerberosFlags", DerCursor.BIT_STRING, LeafRules::flags);
    static final Leaf OCTETS = new Leaf("octets", DerCursor.OCTET_STRING, LeafRules::octets);

    // ---- §5.2.2 to §5.2.9: parts
    static final ListOf NAME_STRING = new ListOf("name-string", TEXT, MOST_NAME_COMPONENTS);
    static final Fields PRINCIPAL_NAME =
            new Fields("PrincipalName", 0).required("name-type", INT32).required("name-string", NAME_STRING);
    static final Fields ENCRYPTED_DATA = new Fields("EncryptedData", 0)
            .required("etype", INT32)
            .optional("kvno", UINT32_OR_SIGNED)
            .required("cipher", OCTETS);
    static final Fields ENCRYPTION_KEY = typeAndOctets("EncryptionKey", 0);
    static final Fields CHECKSUM = typeAndOctets("Checksum", 0);
    static final Fields TRANSITED = typeAndOctets("TransitedEncoding", 0);
    static final Fields HOST_ADDRESS = typeAndOctets("HostAddress", 0);
    static final ListOf HOST_ADDRESSES = new ListOf("HostAddresses", HOST_ADDRESS, MOST_ADDRESSES);
    static final Fields AD_ELEMENT = typeAndOctets("AuthorizationData", 0);
    static final ListOf AUTHORIZATION_DATA = new ListOf("AuthorizationData", AD_ELEMENT, MOST_AUTHORIZATION_DATA);
    static final Fields PA_DATA = typeAndOctets("PA-DATA", 1);
    static final ListOf METHOD_DATA = new ListOf("padata", PA_DATA, MOST_PADATA);
    static final Fields LAST_REQ_ENTRY =
            new Fields("LastReq", 0).required("lr-type", INT32).required("lr-value", TIME);
    static final ListOf LAST_REQ = new ListOf("LastReq", LAST_REQ_ENTRY, MOST_LAST_REQ);

    // ---- §5.3: tickets
    static final Application TICKET = new Application(
            "Ticket",
            1,
            new Fields("Ticket", 0)
                    .required("tkt-vno", VERSION)
                    .required("realm", REALM)
                    .required("sname", PRINCIPAL_NAME)
                    .required("enc-part", ENCRYPTED_DATA));
    static final ListOf TICKETS = new ListOf("additional-tickets", TICKET, MOST_ADDITIONAL_TICKETS);
    static final Application ENC_TICKET_PART = message(
            3,
            new Fields("EncTicketPart", 0)
                    .required("flags", FLAGS)
                    .required("key", ENCRYPTION_KEY)
                    .required("crealm", REALM)
                    .required("cname", PRINCIPAL_NAME)
                    .required("transited", TRANSITED)
                    .required("authtime", TIME)
                    .optional("starttime", TIME)
                    .required("endtime", TIME)
                    .optional("renew-till", TIME)
                    .optional("caddr", HOST_ADDRESSES)
                    .optional("authorization-data", AUTHORIZATION_DATA));

    // ---- §5.4: between clients and KDCs
    static final Fields KDC_REQ_BODY = new Fields("KDC-REQ-BODY", 0)
            .required("kdc-options", FLAGS)
            .optional("cname", PRINCIPAL_NAME)
            .required("realm", REALM)
            .optional("sname", PRINCIPAL_NAME)
            .optional("from", TIME)
            .required("till", TIME)
            .optional("rtime", TIME)
            .required("nonce", UINT32_OR_SIGNED)
            .required("etype", new ListOf("etype", INT32, MOST_ETYPES))
            .optional("addresses", HOST_ADDRESSES)
            .optional("enc-authorization-data", ENCRYPTED_DATA)
            .optional("additional-tickets", TICKETS);
    static final Application AS_REQ = kdcReq(MessageType.AS_REQ);
    static final Application TGS_REQ = kdcReq(MessageType.TGS_REQ);
    static final Application AS_REP = kdcRep(MessageType.AS_REP);
    static final Application TGS_REP = kdcRep(MessageType.TGS_REP);
    static final Application ENC_AS_REP_PART = message(25, encKdcRepPart());
    static final Application ENC_TGS_REP_PART = message(26, encKdcRepPart());

    // ---- §5.5: between clients and services
    static final Application AP_REQ = message(
            14,
            new Fields("AP-REQ", 0)
                    .required("pvno", VERSION)
                    .required("msg-type", Shape.messageType(MessageType.AP_REQ))
                    .required("ap-options", FLAGS)
                    .required("ticket", TICKET)
                    .required("authenticator", ENCRYPTED_DATA));
    static final Application AUTHENTICATOR = message(
            2,
            new Fields("Authenticator", 0)
                    .required("authenticator-vno", VERSION)
                    .required("crealm", REALM)
                    .required("cname", PRINCIPAL_NAME)
                    .optional("cksum", CHECKSUM)
                    .required("cusec", MICROSECONDS)
                    .required("ctime", TIME)
                    .optional("subkey", ENCRYPTION_KEY)
                    .optional("seq-number", UINT32_OR_SIGNED)
                    .optional("authorization-data", AUTHORIZATION_DATA));
    static final Application AP_REP = message(
            15,
            new Fields("AP-REP", 0)
                    .required("pvno", VERSION)
                    .required("msg-type", Shape.messageType(MessageType.AP_REP))
                    .required("enc-part", ENCRYPTED_DATA));
    static final Application ENC_AP_REP_PART = message(
            27,
            new Fields("EncAPRepPart", 0)
                    .required("ctime", TIME)
                    .required("cusec", MICROSECONDS)
                    .optional("subkey", ENCRYPTION_KEY)
                    .optional("seq-number", UINT32_OR_SIGNED));

    // ---- §5.9: errors; [13] was e-cksum once and is not sent by anyone
    static final Application KRB_ERROR = message(
            30,
            new Fields("KRB-ERROR", 0)
                    .required("pvno", VERSION)
                    .required("msg-type", Shape.messageType(MessageType.KRB_ERROR))
                    .optional("ctime", TIME)
                    .optional("cusec", MICROSECONDS)
                    .required("stime", TIME)
                    .required("susec", MICROSECONDS)
                    .required("error-code", INT32)
                    .optional("crealm", REALM)
                    .optional("cname", PRINCIPAL_NAME)
                    .required("realm", REALM)
                    .required("sname", PRINCIPAL_NAME)
                    .optional("e-text", TEXT)
                    .optional("e-data", OCTETS));

    // ---- §5.2.7: payloads of pre-authentication
    static final Fields ETYPE_INFO2_ENTRY = new Fields("ETYPE-INFO2", 0)
            .required("etype", INT32)
            .optional("salt", TEXT)
            .optional("s2kparams", OCTETS);
    static final ListOf ETYPE_INFO2 = new ListOf("ETYPE-INFO2", ETYPE_INFO2_ENTRY, MOST_PADATA);
    static final Fields PA_ENC_TS_ENC =
            new Fields("PA-ENC-TS-ENC", 0).required("patimestamp", TIME).optional("pausec", MICROSECONDS);

    // ---- RFC 6113 §5.4: FAST
    static final Fields FAST_ARMOR = typeAndOctets("KrbFastArmor", 0);
    static final Alternative FAST_ARMORED_REQ = new Alternative(
            "PA-FX-FAST-REQUEST",
            0,
            new Fields("KrbFastArmoredReq", 0)
                    .optional("armor", FAST_ARMOR)
                    .required("req-checksum", CHECKSUM)
                    .required("enc-fast-req", ENCRYPTED_DATA));
    static final Fields FAST_REQ = new Fields("KrbFastReq", 0)
            .required("fast-options", FLAGS)
            .required("padata", METHOD_DATA)
            .required("req-body", KDC_REQ_BODY);
    static final Alternative FAST_ARMORED_REP = new Alternative(
            "PA-FX-FAST-REPLY", 0, new Fields("KrbFastArmoredRep", 0).required("enc-fast-rep", ENCRYPTED_DATA));
    static final Fields FAST_FINISHED = new Fields("KrbFastFinished", 0)
            .required("timestamp", TIME)
            .required("usec", MICROSECONDS)
            .required("crealm", REALM)
            .required("cname", PRINCIPAL_NAME)
            .required("ticket-checksum", CHECKSUM);
    static final Fields FAST_RESPONSE = new Fields("KrbFastResponse", 0)
            .required("padata", METHOD_DATA)
            .optional("strengthen-key", ENCRYPTION_KEY)
            .optional("finished", FAST_FINISHED)
            .required("nonce", UINT32_OR_SIGNED);

    // ---- MS-KKDCP 2.2.2: a message over HTTPS
    static final Fields KDC_PROXY_MESSAGE = new Fields("KDC-PROXY-MESSAGE", 0)
            .required("kerb-message", OCTETS)
            .optional("target-domain", TEXT)
            .optional("dclocator-hint", UINT32_OR_SIGNED);

    private Grammar() {}

    private static Fields typeAndOctets(String name, int firstTag) {
        return new Fields(name, firstTag).required("type", INT32).required("value", OCTETS);
    }

    private static Application message(int tag, Fields fields) {
        return new Application(fields.name(), tag, fields);
    }

    private static Application kdcReq(MessageType type) {
        return message(
                type.number(),
                new Fields(type == MessageType.AS_REQ ? "AS-REQ" : "TGS-REQ", 1)
                        .required("pvno", VERSION)
                        .required("msg-type", Shape.messageType(type))
                        .optional("padata", METHOD_DATA)
                        .required("req-body", KDC_REQ_BODY));
    }

    private static Application kdcRep(MessageType type) {
        return message(
                type.number(),
                new Fields(type == MessageType.AS_REP ? "AS-REP" : "TGS-REP", 0)
                        .required("pvno", VERSION)
                        .required("msg-type", Shape.messageType(type))
                        .optional("padata", METHOD_DATA)
                        .required("crealm", REALM)
                        .required("cname", PRINCIPAL_NAME)
                        .required("ticket", TICKET)
                        .required("enc-part", ENCRYPTED_DATA));
    }

    /** With [12] of RFC 6806 §11, which Kerby's class lacks. */
    private static Fields encKdcRepPart() {
        return new Fields("EncKDCRepPart", 0)
                .required("key", ENCRYPTION_KEY)
                .required("last-req", LAST_REQ)
                .required("nonce", UINT32_OR_SIGNED)
                .optional("key-expiration", TIME)
                .required("flags", FLAGS)
                .required("authtime", TIME)
                .optional("starttime", TIME)
                .required("endtime", TIME)
                .optional("renew-till", TIME)
                .required("srealm", REALM)
                .required("sname", PRINCIPAL_NAME)
                .optional("caddr", HOST_ADDRESSES)
                .optional("encrypted-pa-data", METHOD_DATA);
    }
}
