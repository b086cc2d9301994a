package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.client.accept.AcceptorTest.accepted;
import static org.hanse.client.accept.AcceptorTest.refused;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4120 §3.2.3, sentence by sentence: what a service must refuse, and with which code. */
class ApRequestRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int RC4 = 23;

    private final MutableClock clock = new MutableClock(NOON);
    private final TestService web = TestService.at(clock);

    @Test
    @Tag("A-001")
    void anotherMessageWithTheNumberOfAnApReqIsOfTheWrongType() {
        byte[] apRep = accepted(
                        web.acceptor().accept(web.ticketFor(TestService.ALICE).token()))
                .reply()
                .orElseThrow()
                .toByteArray();
        // An AP-REP under the token identifier of an AP-REQ.
        byte[] disguised = new Krb5Token(Krb5Token.AP_REQ, message(apRep)).encode();

        refusedWith(disguised, RefusalReason.UNEXPECTED_TOKEN, WireCode.KRB_AP_ERR_MSG_TYPE);
    }

    @Test
    @Tag("A-001")
    void aMessageTypeOtherThan14IsOfTheWrongType() {
        // [1] msg-type INTEGER 14
        byte[] token = replaced(web.ticketFor(TestService.ALICE).token(), "a10302010e", "a10302010f");

        refusedWith(token, RefusalReason.UNEXPECTED_TOKEN, WireCode.KRB_AP_ERR_MSG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a003020104", "a003020106", "a003020100", "a0030201ff"})
    @Tag("A-001")
    void aProtocolVersionOtherThan5IsABadVersion(String version) {
        byte[] token = replaced(web.ticketFor(TestService.ALICE).token(), "a003020105", version);

        refusedWith(token, RefusalReason.WRONG_VERSION, WireCode.KRB_AP_ERR_BADVERSION);
    }

    @Test
    @Tag("A-002")
    void aTicketForAnotherInstanceIsNotForUsAlsoUnderTheSameKey() {
        byte[] token = web.ticketFor(TestService.ALICE)
                .forService(Principal.parse("HTTP/mail.bergen.example@BERGEN.EXAMPLE"))
                .token();

        refusedWith(token, RefusalReason.WRONG_SERVICE, WireCode.KRB_AP_ERR_NOT_US);
    }

    @Test
    @Tag("A-002")
    void aTicketOfAnotherRealmIsNotForAServiceOfOneRealm() throws Exception {
        Acceptor acceptor = Acceptor.builder(web.keytab())
                .service(TestService.WEB.toString())
                .clock(clock)
                .build();
        byte[] token = web.ticketFor(TestService.ALICE)
                .forService(Principal.parse("HTTP/web.bergen.example@LUEBECK.EXAMPLE"))
                .token();

        assertThat(AcceptorTest.errorCode(refused(acceptor.accept(token), RefusalReason.WRONG_SERVICE)))
                .isEqualTo(WireCode.KRB_AP_ERR_NOT_US);
    }

    @Test
    @Tag("A-003")
    void aKeyVersionThatTheKeytabDoesNotHoldIsABadOne() {
        byte[] token = web.ticketFor(TestService.ALICE)
                .kvno(Optional.of(org.hanse.protocol.name.Kvno.of(4)))
                .token();

        refusedWith(token, RefusalReason.KEY_VERSION_UNKNOWN, WireCode.KRB_AP_ERR_BADKEYVER);
    }

    @Test
    @Tag("A-004")
    void everyAlteredOctetOfTicketAndAuthenticatorBreaksItsSeal() {
        ApRequest request = TestService.request(web.ticketFor(TestService.ALICE).token());
        Acceptor acceptor = web.acceptor();
        for (int at = 0; at < request.ticket().sealed().cipher().length(); at++) {
            byte[] token = TestService.framed(new ApRequest(
                    request.options(),
                    KerberosCodec.newTicket(
                            request.ticket().realm(),
                            request.ticket().service(),
                            altered(request.ticket().sealed(), at)),
                    request.authenticator()));
            assertThat(AcceptorTest.errorCode(refused(acceptor.accept(token), RefusalReason.WRONG_KEY)))
                    .isEqualTo(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
        }
        for (int at = 0; at < request.authenticator().cipher().length(); at++) {
            byte[] token = TestService.framed(
                    new ApRequest(request.options(), request.ticket(), altered(request.authenticator(), at)));
            assertThat(AcceptorTest.errorCode(refused(acceptor.accept(token), RefusalReason.AUTHENTICATOR_ALTERED)))
                    .isEqualTo(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
        }
        accepted(acceptor.accept(TestService.framed(request)));
    }

    @Test
    @Tag("A-005")
    void anAuthenticatorOfAnotherNameOrRealmDoesNotMatch() {
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE);

        refusedWith(
                draft.token(a -> named(a, TestService.ALICE.realm(), PrincipalName.of("erik"))),
                RefusalReason.CLIENT_MISMATCH,
                WireCode.KRB_AP_ERR_BADMATCH);
        refusedWith(
                draft.token(a -> named(a, RealmName.of("BERGEN.EXAMPLE"), TestService.ALICE.name())),
                RefusalReason.CLIENT_MISMATCH,
                WireCode.KRB_AP_ERR_BADMATCH);
        refusedWith(
                draft.token(a -> named(a, TestService.ALICE.realm(), PrincipalName.of("alice", "admin"))),
                RefusalReason.CLIENT_MISMATCH,
                WireCode.KRB_AP_ERR_BADMATCH);
    }

    @Test
    @Tag("A-006")
    void aTicketThatListsAddressesIsGoodFromThemOnlyWhereThePeersAddressIsKnown() throws Exception {
        InetAddress here = InetAddress.getByName("192.0.2.7");
        InetAddress elsewhere = InetAddress.getByName("192.0.2.8");
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE)
                .onlyFrom(new HostAddress(HostAddress.IPV4, Octets.wrap(here.getAddress())));
        Acceptor acceptor = web.acceptor();

        accepted(acceptor.accept(draft.token(), Connection.UNKNOWN.from(here)));
        Login.Refused refused = refused(
                acceptor.accept(draft.token(), Connection.UNKNOWN.from(elsewhere)), RefusalReason.ADDRESS_NOT_LISTED);
        assertThat(AcceptorTest.errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_BADADDR);
        refused(
                acceptor.accept(draft.token(), Connection.UNKNOWN.from(InetAddress.getByName("::1"))),
                RefusalReason.ADDRESS_NOT_LISTED);
        // The service does not know where the client is: there is nothing to judge.
        accepted(acceptor.accept(draft.token()));
        accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token(), Connection.UNKNOWN.from(elsewhere)));
    }

    @Test
    @Tag("A-010")
    void twoClientsInTheSameMicrosecondAreBothAccepted() {
        Acceptor acceptor = web.acceptor();

        accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
        accepted(acceptor.accept(web.ticketFor(TestService.ERIK).token()));
    }

    @Test
    @Tag("A-011")
    @Tag("A-012")
    void aRestrictionInTheAuthenticatorCountsAsOneInTheTicketDoes() {
        AuthorizationData restriction = new AuthorizationData(List.of(new AuthorizationData.Element(77, Octets.EMPTY)));
        AuthorizationData ignorable = new AuthorizationData(List.of(new AuthorizationData.Element(
                AuthorizationData.IF_RELEVANT, Octets.wrap(KerberosCodec.encode(restriction)))));

        refusedWith(
                web.ticketFor(TestService.ALICE).token(a -> restricted(a, restriction)),
                RefusalReason.RESTRICTION_UNKNOWN,
                WireCode.KDC_ERR_POLICY);
        accepted(web.acceptor().accept(web.ticketFor(TestService.ALICE).token(a -> restricted(a, ignorable))));
        accepted(web.acceptor(builder -> builder.understands(77))
                .accept(web.ticketFor(TestService.ALICE).token(a -> restricted(a, restriction))));
    }

    @Test
    @Tag("A-014")
    void anAliasIsAcceptedWhereItIsAllowedAndIsNeverWhatTheCallerIsTold() {
        Principal alias = Principal.parse("HTTP/www.bergen.example@BERGEN.EXAMPLE");
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE).forService(alias);

        refusedWith(draft.token(), RefusalReason.WRONG_SERVICE, WireCode.KRB_AP_ERR_NOT_US);
        refused(
                web.acceptor(builder -> builder.alias("HTTP/ftp.bergen.example"))
                        .accept(draft.token()),
                RefusalReason.WRONG_SERVICE);
        Login.Accepted accepted = accepted(web.acceptor(builder -> builder.alias("HTTP/www.bergen.example"))
                .accept(draft.token()));
        assertThat(accepted.caller().service()).isEqualTo(TestService.WEB);
    }

    @Test
    @Tag("A-015")
    void aServiceWithAKeytabHasNoTgtForUserToUser() {
        byte[] token = web.ticketFor(TestService.ALICE).token(ApOptions.NONE.with(ApOptions.ApOption.USE_SESSION_KEY));

        refusedWith(token, RefusalReason.USER_TO_USER_UNSUPPORTED, WireCode.KRB_AP_ERR_NO_TGT);
    }

    @Test
    @Tag("A-016")
    void weakKeysAreRefusedWhereverTheyStand() {
        EncryptionKey rc4 = new EncryptionKey(new EncType(RC4), SecretBytes.copyOf(new byte[16]));
        ApRequest request = TestService.request(web.ticketFor(TestService.ALICE).token());
        byte[] weakTicket = TestService.framed(new ApRequest(
                request.options(),
                KerberosCodec.newTicket(
                        request.ticket().realm(),
                        request.ticket().service(),
                        new EncryptedData(
                                new EncType(RC4),
                                request.ticket().sealed().kvno(),
                                request.ticket().sealed().cipher())),
                request.authenticator()));

        refusedWith(weakTicket, RefusalReason.ENCTYPE_UNSUPPORTED, WireCode.KDC_ERR_ETYPE_NOSUPP);
        refusedWith(
                web.ticketFor(TestService.ALICE).sayingSessionKey(rc4).token(),
                RefusalReason.ENCTYPE_UNSUPPORTED,
                WireCode.KDC_ERR_ETYPE_NOSUPP);
        refusedWith(
                web.ticketFor(TestService.ALICE).token(a -> withSubkey(a, rc4)),
                RefusalReason.ENCTYPE_UNSUPPORTED,
                WireCode.KDC_ERR_ETYPE_NOSUPP);
    }

    @Test
    @Tag("A-016")
    void aServiceCanPermitFewerKindsOfKeysThanAreServed() {
        EncryptionKey aes128 = new EncryptionKey(EncType.AES128_CTS_HMAC_SHA1_96, SecretBytes.copyOf(new byte[16]));
        Acceptor strict = web.acceptor(builder -> builder.permitEnctypes(EncType.AES256_CTS_HMAC_SHA384_192));
        Acceptor stricter = web.acceptor(builder -> builder.permitEnctypes(EncType.AES256_CTS_HMAC_SHA1_96));

        accepted(strict.accept(web.ticketFor(TestService.ALICE).token()));
        refused(stricter.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.ENCTYPE_UNSUPPORTED);
        refused(
                strict.accept(web.ticketFor(TestService.ALICE)
                        .sayingSessionKey(aes128)
                        .token()),
                RefusalReason.ENCTYPE_UNSUPPORTED);
        refused(
                strict.accept(web.ticketFor(TestService.ALICE).token(a -> withSubkey(a, aes128))),
                RefusalReason.ENCTYPE_UNSUPPORTED);
    }

    @Test
    @Tag("A-021")
    void sixMinutesAreTooMuchInBothDirectionsAndFiveAreNot() {
        for (Duration off : new Duration[] {Duration.ofMinutes(6), Duration.ofMinutes(-6)}) {
            TestService there = TestService.at(new MutableClock(NOON));
            MutableClock atService = new MutableClock(NOON.plus(off));
            byte[] token = there.ticketFor(TestService.ALICE).token();
            Login.Refused refused = refused(
                    there.acceptor(builder -> builder.clock(atService)).accept(token), RefusalReason.CLOCK_SKEW);
            assertThat(AcceptorTest.errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_SKEW);

            MutableClock nearly = new MutableClock(NOON.plus(off.dividedBy(6).multipliedBy(5)));
            accepted(there.acceptor(builder -> builder.clock(nearly)).accept(token));
        }
    }

    @Test
    @Tag("A-022")
    void anAuthenticatorWithoutAGoodGssChecksumIsRefused() {
        byte[] announced = gss(24 + 4, 0x21, 1, 100);
        for (Optional<Checksum> bad : List.of(
                Optional.<Checksum>empty(),
                Optional.of(new Checksum(new ChecksumType(16), Octets.wrap(new byte[24]))),
                Optional.of(gssChecksum(new byte[0])),
                Optional.of(gssChecksum(Arrays.copyOf(gss(24, 0x20, 0, 0), 23))),
                Optional.of(gssChecksum(gss(24, 0x21, 0, 0))),
                Optional.of(gssChecksum(gss(24 + 4, 0x21, 2, 0))),
                Optional.of(gssChecksum(announced)))) {
            byte[] token = web.ticketFor(TestService.ALICE).token(a -> withChecksum(a, bad));
            refusedWith(token, RefusalReason.AUTHENTICATOR_MALFORMED, WireCode.KRB_AP_ERR_INAPP_CKSUM);
        }
        accepted(web.acceptor()
                .accept(web.ticketFor(TestService.ALICE)
                        .token(a -> withChecksum(a, Optional.of(gssChecksum(gss(24, 0x20, 0, 0)))))));
    }

    private void refusedWith(byte[] token, RefusalReason reason, WireCode code) {
        assertThat(AcceptorTest.errorCode(refused(web.acceptor().accept(token), reason)))
                .isEqualTo(code);
    }

    private static Octets message(byte[] token) {
        try {
            return Krb5Token.decode(token).message();
        } catch (org.hanse.protocol.gss.TokenFault e) {
            throw new AssertionError(e);
        }
    }

    /** The first place where {@code from} stands in the token, which is in the AP-REQ's own fields. */
    private static byte[] replaced(byte[] token, String from, String to) {
        String hex = HexFormat.of().formatHex(token);
        assertThat(hex).contains(from);
        return HexFormat.of().parseHex(hex.replaceFirst(from, to));
    }

    private static EncryptedData altered(EncryptedData sealed, int at) {
        byte[] cipher = sealed.cipher().toByteArray();
        cipher[at] ^= 1;
        return new EncryptedData(sealed.etype(), sealed.kvno(), Octets.wrap(cipher));
    }

    /** Length of the bindings, bindings, flags, and where there is room for it the head of a delegation (RFC 4121 §4.1.1). */
    private static byte[] gss(int length, int flags, int option, int delegated) {
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(16).put(new byte[16]).putInt(flags);
        if (length > 24) {
            out.putShort((short) option).putShort((short) delegated);
        }
        return out.array();
    }

    private static Checksum gssChecksum(byte[] value) {
        return new Checksum(ChecksumType.GSSAPI, Octets.wrap(value));
    }

    private static Authenticator named(Authenticator a, RealmName realm, PrincipalName name) {
        return new Authenticator(
                realm, name, a.checksum(), a.time(), a.subkey(), a.sequenceNumber(), a.authorizationData());
    }

    private static Authenticator restricted(Authenticator a, AuthorizationData data) {
        return new Authenticator(
                a.clientRealm(), a.clientName(), a.checksum(), a.time(), a.subkey(), a.sequenceNumber(), data);
    }

    private static Authenticator withSubkey(Authenticator a, EncryptionKey subkey) {
        return new Authenticator(
                a.clientRealm(),
                a.clientName(),
                a.checksum(),
                a.time(),
                Optional.of(subkey),
                OptionalLong.of(1),
                a.authorizationData());
    }

    private static Authenticator withChecksum(Authenticator a, Optional<Checksum> checksum) {
        return new Authenticator(
                a.clientRealm(),
                a.clientName(),
                checksum,
                a.time(),
                a.subkey(),
                a.sequenceNumber(),
                a.authorizationData());
    }
}
