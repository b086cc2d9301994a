package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.gss.GssContext;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.name.EncType;
import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.MessageProp;
import org.ietf.jgss.Oid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our acceptor and initiator against the JDK's, with every enctype, bare and negotiated. No KDC: tickets are made here. */
class JdkPeerTest {
    private static final byte[] MESSAGE = "ships of the Hanse".getBytes(StandardCharsets.UTF_8);
    private static final String CONF = "java.security.krb5.conf";

    @TempDir
    private static Path folder;

    private static Optional<String> confBefore = Optional.empty();

    static Stream<Arguments> peers() {
        return TestService.enctypes().stream()
                .flatMap(
                        etype -> Stream.of(Arguments.of(etype, JdkSide.krb5()), Arguments.of(etype, JdkSide.spnego())));
    }

    static List<EncType> enctypes() {
        return TestService.enctypes();
    }

    /** The machine's own krb5.conf must not decide what the JDK does here. */
    @BeforeAll
    static void anEmptyConfiguration() throws IOException {
        confBefore = Optional.ofNullable(System.getProperty(CONF));
        Path conf = Files.writeString(folder.resolve("krb5.conf"), "[libdefaults]\ndefault_realm = BERGEN.EXAMPLE\n");
        System.setProperty(CONF, conf.toString());
    }

    @AfterAll
    static void theConfigurationOfBefore() {
        confBefore.ifPresentOrElse(before -> System.setProperty(CONF, before), () -> System.clearProperty(CONF));
    }

    @ParameterizedTest
    @Tag("A-025")
    @MethodSource("peers")
    void theJdksInitiatorLogsInAndExchangesMessages(EncType etype, Oid mechanism) throws Exception {
        TestService web = new TestService(etype, Clock.systemUTC());
        JdkSide jdk = JdkSide.initiator(web.ticketFor(TestService.ALICE).credential(), TestService.WEB, mechanism);

        Login.Accepted accepted = AcceptorTest.accepted(web.acceptor().accept(jdk.start()));
        byte[] more = jdk.initiate(accepted.reply().orElseThrow().toByteArray());

        assertThat(more).isNull();
        assertThat(jdk.context().isEstablished()).isTrue();
        assertThat(jdk.context().getMutualAuthState()).isTrue();
        assertThat(accepted.caller().principal()).isEqualTo(TestService.ALICE);
        exchangeMessages(accepted.context(), jdk.context());
    }

    @ParameterizedTest
    @MethodSource("peers")
    void ourInitiatorLogsInToTheJdkAndExchangesMessages(EncType etype, Oid mechanism) throws Exception {
        TestService web = new TestService(etype, Clock.systemUTC());
        JdkSide jdk = JdkSide.acceptor(TestService.WEB, web.key, 3, mechanism);
        GssInitiator kerberos = web.ticketFor(TestService.ALICE).initiator(TestService.MUTUAL);

        GssContext ours;
        if (mechanism.equals(JdkSide.spnego())) {
            SpnegoInitiator negotiation = new SpnegoInitiator(kerberos);
            Optional<byte[]> more = negotiation.next(jdk.accept(negotiation.firstToken()));
            if (more.isPresent()) {
                jdk.accept(more.get());
            }
            ours = negotiation.context().orElseThrow();
        } else {
            ours = kerberos.complete(jdk.accept(kerberos.firstToken()));
        }

        assertThat(jdk.context().isEstablished()).isTrue();
        assertThat(jdk.context().getSrcName()).hasToString("alice@LUEBECK.EXAMPLE");
        exchangeMessages(ours, jdk.context());
    }

    @ParameterizedTest
    @MethodSource("enctypes")
    void withoutMutualAuthenticationBothCountFromTheInitiatorsNumber(EncType etype) throws Exception {
        TestService web = new TestService(etype, Clock.systemUTC());
        JdkSide jdk = JdkSide.initiator(web.ticketFor(TestService.ALICE).credential(), TestService.WEB, JdkSide.krb5());
        jdk.context().requestMutualAuth(false);

        Login.Accepted accepted = AcceptorTest.accepted(web.acceptor().accept(jdk.start()));

        assertThat(accepted.reply()).isEmpty();
        exchangeMessages(accepted.context(), jdk.context());
    }

    @Test
    @Tag("A-023")
    void theJdksChannelBindingsAreUnderstood() throws Exception {
        TestService web = TestService.at(Clock.systemUTC());
        byte[] data = "tls-server-end-point:xyz".getBytes(StandardCharsets.UTF_8);

        byte[] right = boundTo(web, data);
        byte[] wrong = boundTo(web, "tls-server-end-point:abc".getBytes(StandardCharsets.UTF_8));

        AcceptorTest.accepted(web.acceptor().accept(right, ChannelBindings.of(data)));
        AcceptorTest.refused(
                web.acceptor().accept(wrong, ChannelBindings.of(data)), RefusalReason.CHANNEL_BINDING_MISMATCH);
    }

    @Test
    void theJdkFailsOnARefusal() throws Exception {
        TestService web = TestService.at(Clock.systemUTC());
        JdkSide jdk = JdkSide.initiator(web.ticketFor(TestService.ALICE).credential(), TestService.WEB, JdkSide.krb5());
        Acceptor acceptor = web.acceptor(AcceptorBuilder::admitOwnRealm);

        Login.Refused refused = AcceptorTest.refused(acceptor.accept(jdk.start()), RefusalReason.REALM_NOT_ADMITTED);

        byte[] reply = refused.reply().orElseThrow().toByteArray();
        assertThatThrownBy(() -> jdk.initiate(reply)).isInstanceOf(GSSException.class);
        assertThat(jdk.context().isEstablished()).isFalse();
    }

    private static byte[] boundTo(TestService web, byte[] data) throws Exception {
        JdkSide jdk = JdkSide.initiator(web.ticketFor(TestService.ALICE).credential(), TestService.WEB, JdkSide.krb5());
        jdk.context().setChannelBinding(new ChannelBinding(data));
        return jdk.start();
    }

    private static void exchangeMessages(GssContext ours, GSSContext jdk) throws Exception {
        for (boolean confidential : new boolean[] {true, false}) {
            byte[] fromUs = ours.wrap(MESSAGE, confidential);
            MessageProp seen = new MessageProp(0, false);
            assertThat(jdk.unwrap(fromUs, 0, fromUs.length, seen)).isEqualTo(MESSAGE);
            assertThat(seen.getPrivacy()).isEqualTo(confidential);

            byte[] fromJdk = jdk.wrap(MESSAGE, 0, MESSAGE.length, new MessageProp(0, confidential));
            GssContext.Unwrapped got = ours.unwrap(fromJdk);
            assertThat(got.message().toByteArray()).isEqualTo(MESSAGE);
            assertThat(got.confidential()).isEqualTo(confidential);
        }
        byte[] mic = ours.getMic(MESSAGE);
        jdk.verifyMIC(mic, 0, mic.length, MESSAGE, 0, MESSAGE.length, new MessageProp(0, false));
        ours.verifyMic(MESSAGE, jdk.getMIC(MESSAGE, 0, MESSAGE.length, new MessageProp(0, false)));
    }
}
