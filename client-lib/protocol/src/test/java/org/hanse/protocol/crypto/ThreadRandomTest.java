package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadRandomTest {
    /** A source that counts how often it is asked, and is the same every time. */
    private static final class Source extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private int asked;

        @Override
        public void nextBytes(byte[] bytes) {
            asked++;
            Arrays.fill(bytes, (byte) asked);
        }
    }

    @Test
    void noBlockComesTwiceAcrossBuffersThreadsAndGenerators() throws Exception {
        ThreadRandom random = new ThreadRandom(new SecureRandom());
        Callable<List<String>> draw = () -> {
            List<String> drawn = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                byte[] block = new byte[16];
                random.nextBytes(block);
                drawn.add(Arrays.toString(block));
            }
            return drawn;
        };
        Set<String> all = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (var drawn : threads.invokeAll(List.of(draw, draw, draw, draw))) {
                all.addAll(drawn.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all).hasSize(8000);
    }

    @Test
    void everySizeIsFilledToItsEnd() {
        ThreadRandom random = new ThreadRandom(new SecureRandom());
        byte[] or = new byte[10_000];
        for (int i = 0; i < 8; i++) {
            byte[] large = new byte[or.length];
            random.nextBytes(large);
            for (int k = 0; k < or.length; k++) {
                or[k] |= large[k];
            }
        }
        long zeroes = 0;
        for (byte one : or) {
            zeroes += one == 0 ? 1 : 0;
        }
        // An octet that is 0 in eight draws by chance is one in 2^64.
        assertThat(zeroes).isZero();
        random.nextBytes(new byte[0]);
        assertThat(random.ints(1000).distinct().count()).isGreaterThan(990);
    }

    /** Half the bits are set, within six standard deviations. */
    @Test
    void bitsAreEven() {
        byte[] drawn = new byte[1 << 20];
        new ThreadRandom(new SecureRandom()).nextBytes(drawn);
        long ones = 0;
        for (byte one : drawn) {
            ones += Integer.bitCount(one & 0xFF);
        }
        double sigma = Math.sqrt(drawn.length * 8) / 2;
        assertThat((double) ones).isBetween(drawn.length * 4 - 6 * sigma, drawn.length * 4 + 6 * sigma);
    }

    @Test
    void theSourceIsMixedInAgainAfterAMegabyteAndChangesWhatComes() {
        Source source = new Source();
        ThreadRandom random = new ThreadRandom(source);
        random.nextBytes(new byte[1000]);
        assertThat(source.asked).isEqualTo(1);
        random.nextBytes(new byte[1 << 20]);
        assertThat(source.asked).isEqualTo(2);

        Source other = new Source();
        other.asked = 7;
        assertThat(first(new ThreadRandom(other))).isNotEqualTo(first(new ThreadRandom(new Source())));
        assertThat(first(new ThreadRandom(new Source()))).isEqualTo(first(new ThreadRandom(new Source())));
    }

    @Test
    void theSourceIsMixedInAgainAfterAMinute() {
        AtomicLong nanos = new AtomicLong(-5);
        Source source = new Source();
        ThreadRandom random = new ThreadRandom(source, nanos::get);
        random.nextBytes(new byte[16]);
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        random.nextBytes(new byte[16]);
        assertThat(source.asked).isEqualTo(1);
        nanos.addAndGet(1);
        byte[] after = first(random);
        assertThat(source.asked).isEqualTo(2);

        // A machine that was the same until then draws something else, if its own source does.
        Source elsewhere = new Source();
        ThreadRandom twin = new ThreadRandom(elsewhere, nanos::get);
        twin.nextBytes(new byte[32]);
        elsewhere.asked = 7;
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1) + 1);
        assertThat(first(twin)).isNotEqualTo(after);
    }

    @Test
    void seedsForOthersComeFromTheSource() {
        assertThat(new ThreadRandom(new SecureRandom()).generateSeed(20)).hasSize(20);
    }

    private static byte[] first(ThreadRandom random) {
        byte[] drawn = new byte[64];
        random.nextBytes(drawn);
        return drawn;
    }
}
