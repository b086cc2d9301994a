package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file under bad-file/ is refused, for the fault it is named after; the fuzzer begins with them too. */
class BadFileTest {
    private interface Reader {
        Object read(Path file) throws IOException;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            keytab-entry-longer-than-file       | a field of 74 octets where 73 are left
            keytab-hole-of-2-gigabytes          | a field of 2147483648 octets where
            keytab-components-65535             | a principal of 65535 components
            keytab-of-version-3                 | does not begin with the octets 05 02
            cache-addresses-2-to-the-31         | a list of 2147483648 elements where 18 octets are left
            cache-authorization-data-past-end   | a list of 9 elements where 14 octets are left
            cache-components-2-to-the-32        | a principal of 4294967295 components
            cache-header-past-end               | a field of 65535 octets where 34 are left
            cache-ticket-past-end               | a field of 4294967295 octets where 4 are left
            krb5-conf-17-braces                 | opens more than 16 braces
            krb5-conf-brace-not-closed          | add the closing brace
            krb5-conf-include-of-a-folder       | is a folder; name a file in it
            krb5-conf-include-of-a-nul          | line 1 holds a NUL
            krb5-conf-includedir-unit-separator | includes /nonexistent/folder, which does not exist
            krb5-conf-includedir-of-nothing     | which does not exist
            krb5-conf-name-of-a-star            | line 3 has no name
            krb5-conf-realm-with-a-nul          | line 2 holds a NUL
            krb5-conf-life-of-a-million-years   | the longest duration is 24855d
            """)
    void isRefusedForItsOwnFault(String name, String says) throws Exception {
        MalformedFileException fault = catchThrowableOfType(
                MalformedFileException.class, () -> readerOf(name).read(file(name)));
        assertThat(fault).hasMessageContaining(says);
    }

    @Test
    void everyFileIsTested() throws Exception {
        CsvSource tested = BadFileTest.class
                .getDeclaredMethod("isRefusedForItsOwnFault", String.class, String.class)
                .getAnnotation(CsvSource.class);
        try (Stream<Path> found = Files.list(file(""))) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(tested.textBlock()
                            .lines()
                            .map(line -> line.split("\\|", 2)[0].strip())
                            .toList());
        }
    }

    private static Reader readerOf(String name) {
        return name.startsWith("keytab")
                ? Keytab::read
                : name.startsWith("cache") ? CredentialCache::read : file -> Krb5Conf.read(List.of(file));
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(BadFileTest.class.getResource("/bad-file/" + name).toURI());
    }
}
