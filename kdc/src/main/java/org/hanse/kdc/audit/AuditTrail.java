package org.hanse.kdc.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Looks a request up in audit.jsonl and its closed files, the newest first, while a server goes on writing. Holds one line at a time.
 */
public final class AuditTrail {
    /** As {@link LogConfiguration} names closed files; with .gz if an operator has compressed them. */
    private static final Pattern CLOSED =
            Pattern.compile(Pattern.quote(LogConfiguration.JSON_FILE) + "-(\\d{4}-\\d\\d-\\d\\d)-(\\d{1,9})(\\.gz)?");

    private final Path directory;

    /** @param directory of the log */
    public AuditTrail(Path directory) {
        this.directory = directory;
    }

    /**
     * What a search came to.
     *
     * @param line the newest record of the request, a JSON object; empty if none of the files has it
     * @param files how many were read
     * @param damaged those that could be read in part only
     */
    public record Search(Optional<String> line, int files, List<Path> damaged) {
        public Search {
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * Reads until it is found: ids come again after some thousand million requests, so the newest counts.
     *
     * @param id eight hexadecimal digits in upper case
     * @throws IOException if the directory or a file may not be read
     */
    public Search find(String id) throws IOException {
        // No name can look like this field: quotes in it are written with a backslash.
        String field = "\"id\":\"" + id + "\"";
        List<Path> damaged = new ArrayList<>();
        Path open = directory.resolve(LogConfiguration.JSON_FILE);
        int files = 0;
        if (Files.exists(open)) {
            Optional<String> found = last(open, field, damaged);
            if (found.isPresent()) {
                return new Search(found, 1, damaged);
            }
            files++;
        }
        // Listed after the open file was read: what is closed in between is read twice and not missed.
        for (Path file : closed()) {
            Optional<String> found = last(file, field, damaged);
            files++;
            if (found.isPresent()) {
                return new Search(found, files, damaged);
            }
        }
        return new Search(Optional.empty(), files, damaged);
    }

    /** Newest first. */
    private List<Path> closed() throws IOException {
        record Closed(Path file, String day, int index) {}
        List<Closed> closed = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher name = CLOSED.matcher(file.getFileName().toString());
                if (name.matches()) {
                    closed.add(new Closed(file, name.group(1), Integer.parseInt(name.group(2))));
                }
            }
        }
        closed.sort(Comparator.comparing(Closed::day)
                .thenComparingInt(Closed::index)
                .reversed());
        return closed.stream().map(Closed::file).toList();
    }

    /** The last line of a file that has the field. */
    private static Optional<String> last(Path file, String field, List<Path> damaged) throws IOException {
        Optional<String> found = Optional.empty();
        try (AuditLines lines = new AuditLines(opened(file))) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().contains(field)) {
                    found = line;
                }
            }
        } catch (NoSuchFileException compressedOrDeletedMeanwhile) {
            return Optional.empty();
        } catch (EOFException | ZipException cutOff) {
            // Compressed in part, or cut. What came before counts.
            damaged.add(file);
        }
        return found;
    }

    private static InputStream opened(Path file) throws IOException {
        InputStream octets = Files.newInputStream(file);
        if (!file.getFileName().toString().endsWith(".gz")) {
            return octets;
        }
        try {
            return new GZIPInputStream(octets, 8192);
        } catch (IOException e) {
            octets.close();
            throw e;
        }
    }
}
