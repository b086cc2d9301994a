package org.hanse.bench.jmh;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.RequestKind;
import org.hanse.bench.request.RequestMaker;
import org.hanse.bench.request.Tgts;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request is made of: decode, seal, open, derive. The sizes are those of real messages. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Parts {
    /** About the length of an EncTicketPart, and of an EncKDCRepPart. */
    private static final int SEALED_LENGTH = 250;

    @Param({"aes256-cts-hmac-sha1-96", "aes256-cts-hmac-sha384-192"})
    public String enctype = "";

    private final SecureRandom random = new SecureRandom();
    private byte[] asRequest = {};
    private byte[] tgsRequest = {};
    private byte[] tgsFastRequest = {};
    private byte[] tgsReply = {};
    private byte[] plain = {};
    private byte[] sealed = {};
    private ProtocolKey hot = ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, random);
    private ProtocolKey other = hot;

    @Setup
    public void prepare() throws Exception {
        EncType etype = EncType.byName(enctype).orElseThrow();
        Clock clock = Clock.systemUTC();
        Population population = Population.of(100, etype, random);
        MemoryRealm realm = new MemoryRealm(population, clock, random, request -> {});
        Tgts tgts = Tgts.obtain(population, realm, 10, new AsRequests(clock, random), random);
        RequestMaker maker = new RequestMaker(population, tgts, clock, random);
        asRequest = maker.make(RequestKind.AS_TIMESTAMP).octets();
        tgsRequest = maker.make(RequestKind.TGS).octets();
        tgsFastRequest = maker.make(RequestKind.TGS_FAST).octets();
        tgsReply = realm.answer(maker.make(RequestKind.TGS).octets());
        plain = new byte[SEALED_LENGTH];
        random.nextBytes(plain);
        hot = ProtocolKey.random(etype, random);
        other = ProtocolKey.random(etype, random);
        sealed = hot.seal(KeyUsage.TICKET, plain, random);
    }

    @Benchmark
    public KdcRequest decodeAsRequest() throws DecodeFault {
        return KerberosCodec.decodeKdcRequest(asRequest);
    }

    @Benchmark
    public KdcRequest decodeTgsRequest() throws DecodeFault {
        return KerberosCodec.decodeKdcRequest(tgsRequest);
    }

    @Benchmark
    public KdcRequest decodeTgsRequestWithFast() throws DecodeFault {
        return KerberosCodec.decodeKdcRequest(tgsFastRequest);
    }

    @Benchmark
    public KdcReply decodeTgsReply() throws DecodeFault {
        return KerberosCodec.decodeKdcReply(tgsReply);
    }

    /** Under a long-term key, whose specific keys are there. */
    @Benchmark
    public byte[] seal() {
        return hot.seal(KeyUsage.TICKET, plain, random);
    }

    @Benchmark
    public byte[] open() throws IntegrityFault {
        return hot.open(KeyUsage.TICKET, sealed);
    }

    /** Under a key just made, as session keys are: with the derivation of the specific keys. */
    @Benchmark
    public byte[] deriveAndSeal() {
        return fresh().seal(KeyUsage.TGS_REP_SESSION_KEY, plain, random);
    }

    @Benchmark
    public Checksum deriveAndSum() {
        return fresh().checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, plain);
    }

    /** KRB-FX-CF2, RFC 6113 §5.1. */
    @Benchmark
    public ProtocolKey combineKeys() {
        return KeyCombination.ARMOR.of(hot, other);
    }

    private ProtocolKey fresh() {
        return ProtocolKey.of(other.toEncryptionKey());
    }
}
