package org.hanse.kdc.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.wire.SecretBytes;

/**
 * The master keys of an open store: the one that it names seals, and while it is being changed there are two that open. A key that another process has made
 * since is read from the file when the store first speaks of it. Thread-safe.
 */
final class MasterKeys {
    private final Path home;
    private final SecureRandom random;
    private volatile Map<String, MasterKey> byId;

    private MasterKeys(Path home, SecureRandom random, List<MasterKey> keys) {
        this.home = home;
        this.random = random;
        this.byId = byId(keys);
    }

    /**
     * @throws StoreFault if the file is missing, open to others, or holds no master key
     */
    static MasterKeys load(Path home, SecureRandom random) {
        return new MasterKeys(home, random, MasterKeyFile.load(home, random));
    }

    private static Map<String, MasterKey> byId(List<MasterKey> keys) {
        Map<String, MasterKey> byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return Map.copyOf(byId);
    }

    /** The key that the store names, which every new secret is sealed under: asked inside the transaction that writes. */
    MasterKey sealing(SqlSession session) {
        return get(RealmMeta.masterKeyId(session));
    }

    /**
     * @param id of the key, as the row says
     * @throws MasterKey.DoesNotOpen also if there is no such key
     */
    SecretBytes open(String id, byte[] sealed, RowBinding row) throws MasterKey.DoesNotOpen {
        MasterKey key = byId.get(id);
        if (key == null) {
            reload();
            key = byId.get(id);
        }
        if (key == null) {
            throw new MasterKey.DoesNotOpen();
        }
        return key.open(sealed, row);
    }

    /**
     * @throws StoreFault if the file has no such key
     */
    MasterKey get(String id) {
        MasterKey key = byId.get(id);
        if (key == null) {
            reload();
            key = byId.get(id);
        }
        if (key == null) {
            throw RealmMeta.wrongKey();
        }
        return key;
    }

    /** From the file as it is now. */
    void reload() {
        byId = byId(MasterKeyFile.load(home, random));
    }
}
