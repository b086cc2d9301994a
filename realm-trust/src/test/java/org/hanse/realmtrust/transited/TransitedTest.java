package org.hanse.realmtrust.transited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TransitedEncoding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitedTest {
    private static final RealmName CLIENT = RealmName.of("CLIENT.EXAMPLE");
    private static final RealmName SERVER = RealmName.of("SERVER.TEST");

    // The examples of RFC 4120 §3.3.3.2.

    @Test
    @Tag("K-144")
    void rfc4120_3_3_3_2_domainNamesArePutBeforeTheOneBefore() throws TransitedFault {
        assertThat(decoded("EDU,MIT.,ATHENA.,WASHINGTON.EDU,CS."))
                .containsExactly("EDU", "MIT.EDU", "ATHENA.MIT.EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU");
        assertThat(decoded("EDU,MIT.,WASHINGTON.EDU")).containsExactly("EDU", "MIT.EDU", "WASHINGTON.EDU");
    }

    @Test
    @Tag("K-145")
    void rfc4120_3_3_3_2_slashNamesAreAppendedUnlessASpaceLetsThemStandAlone() throws TransitedFault {
        assertThat(decoded("/COM,/HP,/APOLLO, /COM/DEC"))
                .containsExactly("/COM", "/COM/HP", "/COM/HP/APOLLO", "/COM/DEC");
        assertThat(decoded("/COM,/HP")).containsExactly("/COM", "/COM/HP");
    }

    @Test
    @Tag("K-146")
    void rfc4120_3_3_3_2_aCommaAloneIsTheWholeWalk() throws TransitedFault {
        assertThat(decoded(",", "ATHENA.MIT.EDU", "CS.WASHINGTON.EDU"))
                .containsExactly("MIT.EDU", "EDU", "WASHINGTON.EDU");
    }

    @Test
    @Tag("K-146")
    void rfc4120_3_3_3_2_nullSubfieldsReachToTheEndsInBothHierarchies() throws TransitedFault {
        assertThat(decoded(",EDU, /COM,", "ATHENA.MIT.EDU", "/COM/HP/APOLLO"))
                .containsExactly("MIT.EDU", "EDU", "/COM", "/COM/HP");
    }

    // As an MIT KDC compresses, realm by realm.

    @Test
    void readsWhatMitKdcsWrite() throws TransitedFault {
        assertThat(decoded("EDU,ATHENA.MIT.,SUB2M.,WASHINGTON.EDU,CS."))
                .containsExactly(
                        "EDU", "ATHENA.MIT.EDU", "SUB2M.ATHENA.MIT.EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU");
        assertThat(decoded("/COM,/HP,/APOLLO,EDU,MIT.,ATHENA.,ATEST."))
                .containsExactly(
                        "/COM",
                        "/COM/HP",
                        "/COM/HP/APOLLO",
                        "EDU",
                        "MIT.EDU",
                        "ATHENA.MIT.EDU",
                        "ATEST.ATHENA.MIT.EDU");
        assertThat(decoded("EDU,MIT.,ATHENA., /COM/HP/APOLLO/HTEST"))
                .containsExactly("EDU", "MIT.EDU", "ATHENA.MIT.EDU", "/COM/HP/APOLLO/HTEST");
    }

    @Test
    void aNullSubfieldBetweenTwoNamesMeansThoseBetweenThem() throws TransitedFault {
        assertThat(decoded("EDU,,CS.WASHINGTON.EDU")).containsExactly("EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU");
        assertThat(decoded("EDU,,,CS.WASHINGTON.EDU")).containsExactly("EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU");
        assertThat(decoded("MIT.EDU,,EDU")).containsExactly("MIT.EDU", "EDU");
    }

    @Test
    void anEmptyFieldMeansNoRealmAtAll() throws TransitedFault {
        assertThat(Transited.decode(TransitedEncoding.DIRECT, CLIENT, SERVER)).isEmpty();
        assertThat(Transited.decode(new TransitedEncoding(0, Octets.EMPTY), CLIENT, SERVER))
                .isEmpty();
    }

    @Test
    void eachRealmIsListedOnce() throws TransitedFault {
        assertThat(decoded("A.X,B.X,A.X")).containsExactly("A.X", "B.X");
    }

    @Test
    @Tag("K-147")
    void quotedCharactersLoseTheirMeaning() throws TransitedFault {
        assertThat(decoded("A\\,B,C")).containsExactly("A,B", "C");
        assertThat(decoded("EDU,MIT\\.")).containsExactly("EDU", "MIT.");
        assertThat(decoded("EDU,\\/COM")).containsExactly("EDU", "/COM");
        assertThat(decoded("\\ A")).containsExactly(" A");
        assertThat(decoded("A\\\\B")).containsExactly("A\\B");
        assertThat(decoded(" A")).containsExactly("A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\\",
                "\\",
                "A\0B",
                "A\\\0",
                " ",
                "A, ",
                "A, ,B",
                "MIT.",
                "EDU, MIT.",
                "A,/B.",
                "..",
                ",,,,",
                ".",
                "A\0"
            })
    @Tag("K-148")
    void malformedFieldsAreRefused(String contents) {
        assertThatThrownBy(() -> decoded(contents)).isInstanceOf(TransitedFault.class);
    }

    @Test
    @Tag("K-148")
    void nullSubfieldsWithoutAHierarchyAreRefused() {
        assertThatThrownBy(() -> decoded(",", "A.EDU", "B.COM")).isInstanceOf(TransitedFault.class);
        assertThatThrownBy(() -> decoded(",EDU", "/COM/HP", "A.EDU")).isInstanceOf(TransitedFault.class);
        assertThatThrownBy(() -> decoded(",", "A.EDU", "OTHER:A.EDU")).isInstanceOf(TransitedFault.class);
    }

    /** Such a name has no place in the hierarchy, and no rule but one that names it lets it pass. */
    @Test
    @Tag("K-148")
    void aLeadingDotIsPartOfAName() throws TransitedFault {
        assertThat(decoded(".EDU")).containsExactly(".EDU");
        assertThat(decoded("MIT.EDU,.A")).containsExactly("MIT.EDU", ".A");
    }

    @Test
    @Tag("K-148")
    void aHundredThousandCommasAreRefusedAtOnce() {
        assertThatThrownBy(() -> decoded(",".repeat(100 * 1024), "A.EDU", "B.EDU"))
                .hasMessageContaining("4096 octets");
    }

    @Test
    @Tag("K-148")
    void manyCommasThatAreReadMeanOneWalk() throws TransitedFault {
        assertThat(decoded(",".repeat(4096), "A.EDU", "B.EDU")).containsExactly("EDU");
    }

    @Test
    @Tag("K-148")
    void octetsThatAreNoUtf8AreRefused() {
        Octets latin1 = Octets.wrap("L\u00dcBECK".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Transited.decode(new TransitedEncoding(1, latin1), CLIENT, SERVER))
                .isInstanceOf(TransitedFault.class);
    }

    @Test
    @Tag("K-149")
    void unknownEncodingsAreRefused() {
        Octets contents = Octets.wrap(new byte[] {'A'});
        for (int type : new int[] {-1, 0, 2}) {
            assertThatThrownBy(() -> Transited.decode(new TransitedEncoding(type, contents), CLIENT, SERVER))
                    .isInstanceOf(TransitedFault.class);
        }
        assertThatThrownBy(() -> Transited.decode(new TransitedEncoding(2, Octets.EMPTY), CLIENT, SERVER))
                .isInstanceOf(TransitedFault.class);
    }

    @Test
    @Tag("K-148")
    void fieldsThatGrowWithoutBoundAreRefused() {
        assertThatThrownBy(() -> decoded("A".repeat(4097))).hasMessageContaining("4096 octets");
        assertThatThrownBy(() -> decoded("AAAAAAA" + ",b.".repeat(127) + ",C,D.".repeat(40)))
                .hasMessageContaining("128 realms");
        assertThatThrownBy(() -> decoded("A" + ("," + "b".repeat(99) + ".").repeat(6)))
                .hasMessageContaining("500 characters");
        assertThatThrownBy(() -> decoded("B.EDU,,A" + ".a".repeat(245) + ".EDU"))
                .hasMessageContaining("128 realms");
    }

    // What we write.

    @Test
    void theIssuingRealmIsAdded() throws TransitedFault {
        TransitedEncoding one = extended("", "A.X");
        assertThat(text(one)).isEqualTo("A.X");
        assertThat(text(extended("A.X", "B.X"))).isEqualTo("A.X,B.X");
        assertThat(text(extended("EDU,MIT.", "/COM"))).isEqualTo("EDU,MIT.EDU, /COM");
    }

    @Test
    void neitherTheClientsNorTheServersRealmNorAnyTwiceIsAdded() throws TransitedFault {
        assertThat(text(extended("A.X", CLIENT.value()))).isEqualTo("A.X");
        assertThat(text(extended("A.X", SERVER.value()))).isEqualTo("A.X");
        assertThat(text(extended("EDU,MIT.", "MIT.EDU"))).isEqualTo("EDU,MIT.EDU");
        assertThat(extended("", CLIENT.value())).isEqualTo(TransitedEncoding.DIRECT);
    }

    @Test
    void aFieldThatCannotBeReadIsNotExtended() {
        assertThatThrownBy(() -> extended("A\\", "B")).isInstanceOf(TransitedFault.class);
    }

    @Test
    void noFieldGrowsBeyondWhatWeRead() throws TransitedFault {
        List<RealmName> realms = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            realms.add(RealmName.of("R" + i));
        }
        TransitedEncoding full = Transited.encode(realms);
        assertThat(Transited.decode(full, CLIENT, SERVER)).isEqualTo(realms);
        assertThatThrownBy(() -> Transited.extend(full, RealmName.of("ONE.MORE"), CLIENT, SERVER))
                .isInstanceOf(TransitedFault.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Tag("K-147")
    void whatIsWrittenIsRead(long seed) throws TransitedFault {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            Set<RealmName> realms = new LinkedHashSet<>();
            int count = random.nextInt(8);
            while (realms.size() < count) {
                realms.add(awkwardName(random));
            }
            List<RealmName> list = List.copyOf(realms);
            assertThat(Transited.decode(Transited.encode(list), CLIENT, SERVER))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(list);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOctetsAreReadOrRefusedButNeverBreak(long seed) {
        Random random = new Random(seed);
        byte[] alphabet = "AB.,/\\ .,\0\u00dc".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5000; round++) {
            byte[] contents = new byte[random.nextInt(30)];
            for (int i = 0; i < contents.length; i++) {
                contents[i] = alphabet[random.nextInt(alphabet.length)];
            }
            try {
                List<RealmName> realms = Transited.decode(
                        new TransitedEncoding(1, Octets.wrap(contents)), RealmName.of("A.B"), RealmName.of("B.B"));
                // what was understood is understood the same way when written our way
                assertThat(Transited.decode(Transited.encode(realms), CLIENT, SERVER))
                        .isEqualTo(realms);
            } catch (TransitedFault refused) {
                assertThat(refused).hasMessageContaining("transited");
            }
        }
    }

    private static RealmName awkwardName(Random random) {
        String alphabet = "AB.,/\\ =:\u00dc\uD834\uDD1E";
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
            name.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
        }
        return RealmName.of(name.toString());
    }

    private static List<String> decoded(String contents) throws TransitedFault {
        return decoded(contents, CLIENT.value(), SERVER.value());
    }

    private static List<String> decoded(String contents, String client, String server) throws TransitedFault {
        return Transited.decode(field(contents), RealmName.of(client), RealmName.of(server)).stream()
                .map(RealmName::value)
                .toList();
    }

    private static TransitedEncoding extended(String contents, String previous) throws TransitedFault {
        return Transited.extend(field(contents), RealmName.of(previous), CLIENT, SERVER);
    }

    private static TransitedEncoding field(String contents) {
        return new TransitedEncoding(1, Octets.wrap(contents.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(TransitedEncoding field) {
        return new String(field.contents().toByteArray(), StandardCharsets.UTF_8);
    }
}
