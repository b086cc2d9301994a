package org.hanse.kdc.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.wire.SecretBytes;

/**
 * {@code master.key} in the realm home, 0600: whoever has this file and {@code store.db} has every key of the realm. One
 * line: {@code hanse-master-key 1 ID KEY}, the id 16 and the key 64 hexadecimal digits; a second one while the key is being changed.
 */
final class MasterKeyFile {
    static final String NAME = "master.key";

    private static final Pattern LINE = Pattern.compile("hanse-master-key 1 ([0-9a-f]{16}) ([0-9a-f]{64})\n?");
    /** More than a whole file has: whatever is longer is something else, and is not read. */
    private static final int LONGEST = 300;

    private static final int MOST_KEYS = 2;
    private static final String PREFIX = "hanse-master-key 1 ";

    private MasterKeyFile() {}

    /**
     * Makes a new random master key.
     *
     * @throws StoreFault if there is a file already or it cannot be written
     */
    static MasterKey create(Path home, SecureRandom random) {
        Path file = home.resolve(NAME);
        String line = line(random);
        try {
            PrivateFile.create(file, line.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw new StoreFault(file + " is there already; choose an empty folder", e);
        } catch (IOException e) {
            throw new StoreFault(file + " cannot be written; check the disk and the owner of the folder", e);
        }
        return parse(file, line, random);
    }

    /**
     * @return one, or two while the store is moved from one to the other
     * @throws StoreFault if the file is missing, open to others, or holds no master key
     */
    static List<MasterKey> load(Path home, SecureRandom random) {
        return lines(home).stream()
                .map(line -> parse(home.resolve(NAME), line, random))
                .toList();
    }

    /** Adds a new key: on disk when this returns. */
    static MasterKey add(Path home, SecureRandom random) {
        List<String> lines = new ArrayList<>(lines(home));
        String added = line(random);
        lines.add(added);
        replace(home, lines);
        return parse(home.resolve(NAME), added, random);
    }

    /** Takes all other keys out of the file. */
    static void keepOnly(Path home, String id) {
        List<String> kept = lines(home).stream()
                .filter(line -> line.startsWith(PREFIX + id + " "))
                .toList();
        if (kept.isEmpty()) {
            throw notAKey(home.resolve(NAME));
        }
        replace(home, kept);
    }

    private static void replace(Path home, List<String> lines) {
        Path file = home.resolve(NAME);
        Path fresh = home.resolve(NAME + ".new");
        try {
            Files.deleteIfExists(fresh);
            PrivateFile.create(fresh, String.join("", lines).getBytes(StandardCharsets.US_ASCII));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFile.sync(home);
        } catch (IOException e) {
            throw new StoreFault(file + " cannot be written; check the disk and the owner of the folder", e);
        }
    }

    /** Each with its line end, except a last one that has none. */
    private static List<String> lines(Path home) {
        Path file = home.resolve(NAME);
        try {
            if (PrivateFile.isOpenToOthers(file)) {
                throw new StoreFault(file + " can be read by others; make it yours alone with chmod 600 " + file);
            }
            if (Files.size(file) > LONGEST) {
                throw notAKey(file);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            List<String> lines = text.lines().map(line -> line + "\n").toList();
            boolean isDistinct = lines.stream().distinct().count() == lines.size();
            if (lines.isEmpty() || lines.size() > MOST_KEYS || !isDistinct || text.contains("\r")) {
                throw notAKey(file);
            }
            return lines;
        } catch (NoSuchFileException e) {
            throw new StoreFault(file + " is missing; put back the file that belongs to this store", e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw notAKey(file);
        } catch (IOException e) {
            throw new StoreFault(file + " cannot be read; run as the user that owns it", e);
        }
    }

    private static String line(SecureRandom random) {
        return PREFIX + hex(random, 8) + " " + hex(random, MasterKey.LENGTH) + "\n";
    }

    private static MasterKey parse(Path file, String text, SecureRandom random) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw notAKey(file);
        }
        byte[] key = HexFormat.of().parseHex(line.group(2));
        return new MasterKey(line.group(1), SecretBytes.takeOver(key), random);
    }

    private static StoreFault notAKey(Path file) {
        return new StoreFault(file + " is not a master key; put back the file that belongs to this store");
    }

    private static String hex(SecureRandom random, int octets) {
        byte[] bytes = new byte[octets];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
