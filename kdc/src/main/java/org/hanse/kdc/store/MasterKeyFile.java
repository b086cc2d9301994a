package org.hanse.kdc.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.wire.SecretBytes;

/**
 * {@code master.key} in the realm home, 0600: whoever has this file and {@code store.db} has every key of the realm. One
 * line: {@code hanse-master-key 1 ID KEY}, the id 16 and the key 64 hexadecimal digits.
 */
final class MasterKeyFile {
    static final String NAME = "master.key";

    private static final Pattern LINE = Pattern.compile("hanse-master-key 1 ([0-9a-f]{16}) ([0-9a-f]{64})\n?");
    /** More than a whole file has: whatever is longer is something else, and is not read. */
    private static final int LONGEST = 200;

    private MasterKeyFile() {}

    /**
     * Makes a new random master key.
     *
     * @throws StoreFault if there is a file already or it cannot be written
     */
    static MasterKey create(Path home, SecureRandom random) {
        Path file = home.resolve(NAME);
        String line = "hanse-master-key 1 " + hex(random, 8) + " " + hex(random, MasterKey.LENGTH) + "\n";
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
     * @throws StoreFault if the file is missing, open to others, or not a master key
     */
    static MasterKey load(Path home, SecureRandom random) {
        Path file = home.resolve(NAME);
        try {
            if (PrivateFile.isOpenToOthers(file)) {
                throw new StoreFault(file + " can be read by others; make it yours alone with chmod 600 " + file);
            }
            if (Files.size(file) > LONGEST) {
                throw notAKey(file);
            }
            return parse(file, Files.readString(file, StandardCharsets.US_ASCII), random);
        } catch (NoSuchFileException e) {
            throw new StoreFault(file + " is missing; put back the file that belongs to this store", e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw notAKey(file);
        } catch (IOException e) {
            throw new StoreFault(file + " cannot be read; run as the user that owns it", e);
        }
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
