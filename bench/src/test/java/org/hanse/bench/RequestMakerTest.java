package org.hanse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.hanse.bench.jmh.MemoryRealm;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.MadeRequest;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.protocol.name.EncType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the generator sends is what a KDC answers, and what it checks is what makes an answer real. */
class RequestMakerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();

    private final Population population = Population.of(20, EncType.AES256_CTS_HMAC_SHA1_96, RANDOM);
    private final MemoryRealm realm = new MemoryRealm(population, CLOCK, RANDOM, request -> {});

    private RequestMaker maker() throws Exception {
        Tgts tgts = Tgts.obtain(population, realm, 5, new AsRequests(CLOCK, RANDOM), RANDOM);
        return new RequestMaker(population, tgts, CLOCK, RANDOM);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsAnsweredForReal(RequestKind kind) throws Exception {
        MadeRequest made = maker().make(kind);

        byte[] answer = realm.answer(made.octets());

        assertThat(answer[0]).isEqualTo(kind.firstOctetOfAnswer());
        made.check().real(answer);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerToAnotherRequestOfTheKindIsNotTakenForReal(RequestKind kind) throws Exception {
        RequestMaker maker = maker();
        byte[] answer = realm.answer(maker.make(kind == RequestKind.AS_FIRST ? RequestKind.TGS : kind)
                .octets());

        MadeRequest made = maker.make(kind);

        assertThatThrownBy(() -> made.check().real(answer)).isInstanceOf(HollowReply.class);
    }

    @Test
    void noTwoRequestsAreAlike() throws Exception {
        List<MadeRequest> made = maker().make(RequestKind.TGS_FAST, 200);

        assertThat(made.stream().map(one -> HexFormat.of().formatHex(one.octets())))
                .doesNotHaveDuplicates();
    }
}
