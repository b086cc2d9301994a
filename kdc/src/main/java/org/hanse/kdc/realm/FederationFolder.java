package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.document.SigningPeriod;
import org.hanse.realmtrust.federation.FederationDraft;
import org.hanse.realmtrust.federation.FederationList;
import org.hanse.realmtrust.federation.FederationMember;
import org.hanse.realmtrust.federation.ListSigning;
import org.hanse.realmtrust.federation.SignedList;

/**
 * What the clerk of a federation keeps: the draft of the next list, the newest list, and the keys that sign. A folder of its owner's, 0700; no realm needs to be
 * near. Whatever moment it is left at, it can be gone on with. For one user at a time.
 */
public final class FederationFolder {
    /** What is published. */
    public static final String LIST = "list.p7m";

    private static final String DRAFT = "draft.json";
    private static final String KEYS = "federation.key";

    private final Path folder;

    /** The folder of a federation, which need not be one. */
    public FederationFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder, which must not be there, or be empty.
     *
     * @param passphrase of the keys; without one, the mode of the file protects them
     * @return the fingerprint that realms join by
     */
    public Fingerprint create(String federation, Optional<SecretBytes> passphrase, SecureRandom random)
            throws RealmFailure, IOException {
        Federations.checkName(federation);
        if (!BackupFiles.isFree(folder)) {
            throw RealmFailure.refused(folder + " is there already and not empty", "name another folder");
        }
        RealmSigningKey key = RealmSigningKey.generate(random);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, HomeFiles.SECRET_FOLDER);
        }
        replace(KEYS, SigningKeyFile.of(List.of(key), passphrase, random).octets());
        // Last: without it the folder is no federation's.
        replace(DRAFT, new FederationDraft(federation, List.of()).write());
        return key.publicKey().fingerprint();
    }

    /** @throws RealmFailure if this is no federation's folder */
    public FederationDraft draft() throws RealmFailure, IOException {
        Path file = folder.resolve(DRAFT);
        if (!Files.isRegularFile(file)) {
            throw RealmFailure.refused(
                    folder + " is not the folder of a federation", "make one with hanse federation create");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return FederationDraft.read(in.readNBytes(SignedList.LONGEST));
        } catch (DocumentFault fault) {
            throw RealmFailure.refused(file + " is damaged", "fetch it from a copy, or begin with another folder");
        }
    }

    /** Adds a member to the draft, in place of one with its name. */
    public void add(RealmName realm, Fingerprint id, String url) throws RealmFailure, IOException {
        if (!Publication.suits(realm)) {
            throw RealmFailure.refused(
                    "a realm named " + realm + " signs no documents, so no other can agree with it by itself",
                    "only realms with a name like LUEBECK.EXAMPLE, in capitals, can be members");
        }
        FederationDraft draft = draft().with(new FederationMember(realm, id, url));
        if (draft.members().size() > FederationList.MOST_MEMBERS) {
            throw RealmFailure.refused(
                    "a federation has " + FederationList.MOST_MEMBERS + " members at most", "make a second federation");
        }
        Optional<FederationMember> same = draft.members().stream()
                .filter(one -> one.id().equals(id) && !one.realm().equals(realm))
                .findFirst();
        if (same.isPresent()) {
            throw RealmFailure.refused(
                    same.get().realm() + " has that id already", "check the id; a realm is a member under one name");
        }
        try {
            FederationDraft.read(draft.write());
        } catch (DocumentFault fault) {
            throw RealmFailure.malformed(
                    "that is no URL of a realm", "write https://HOST or https://HOST:PORT, in lower case");
        }
        replace(DRAFT, draft.write());
    }

    /** @throws RealmFailure if there is no such member in the draft */
    public void remove(RealmName realm) throws RealmFailure, IOException {
        FederationDraft draft = draft();
        if (draft.without(realm).equals(draft)) {
            throw RealmFailure.refused(
                    realm + " is not a member", "hanse federation show --folder " + folder + " lists them");
        }
        replace(DRAFT, draft.without(realm).write());
    }

    /** The newest list that was signed here. */
    public Optional<SignedList> list() throws RealmFailure, IOException {
        Path file = folder.resolve(LIST);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** A list in a file, whoever signed it. */
    public static SignedList read(Path file) throws RealmFailure, IOException {
        if (!Files.isRegularFile(file)) {
            throw RealmFailure.refused("there is no file " + file, "check the path");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SignedList.read(in.readNBytes(SignedList.LONGEST + 1));
        } catch (DocumentFault fault) {
            throw RealmFailure.refused(
                    file + " is no list of a federation: " + fault.getMessage(), "fetch it again from who signs it");
        }
    }

    /** Whether {@link #sign} needs a passphrase. */
    public boolean isSealed() throws RealmFailure, IOException {
        draft();
        return SigningKeyFile.read(folder.resolve(KEYS)).isSealed();
    }

    /**
     * Signs the draft as the next list.
     *
     * @param life until the list expires, in whole seconds
     * @param newKey whether a new key is to take over, when all lists that do not name it have expired
     */
    public SignedList sign(
            Optional<SecretBytes> passphrase, Duration life, boolean newKey, Instant now, SecureRandom random)
            throws RealmFailure, IOException {
        FederationDraft draft = draft();
        Optional<SignedList> before = list();
        SigningKeyFile file = SigningKeyFile.read(folder.resolve(KEYS));
        List<RealmSigningKey> keys = file.keys(passphrase);
        Optional<RealmSigningKey> fresh = newKey ? Optional.of(RealmSigningKey.generate(random)) : Optional.empty();
        SignedList next = signed(draft, before, keys, fresh, now, life, random);
        if (newKey) {
            List<RealmSigningKey> all = new ArrayList<>(named(keys, next));
            all.add(fresh.get());
            // Before the list that names it, which is out in the world from then on.
            replace(KEYS, SigningKeyFile.of(all, passphrase, random).octets());
        }
        replace(LIST, next.encoded().toByteArray());
        if (!newKey && named(keys, next).size() < keys.size()) {
            replace(
                    KEYS,
                    SigningKeyFile.of(named(keys, next), passphrase, random).octets());
        }
        return next;
    }

    private static SignedList signed(
            FederationDraft draft,
            Optional<SignedList> before,
            List<RealmSigningKey> keys,
            Optional<RealmSigningKey> fresh,
            Instant now,
            Duration life,
            SecureRandom random)
            throws RealmFailure {
        try {
            return ListSigning.next(draft, before, keys, fresh, now, life, random);
        } catch (IllegalArgumentException unsayable) {
            throw RealmFailure.refused(
                    "the list is not signed: " + unsayable.getMessage(), "hanse federation show tells more");
        }
    }

    private static List<RealmSigningKey> named(List<RealmSigningKey> keys, SignedList list) {
        return keys.stream()
                .filter(key -> list.list().signingKeys().stream()
                        .map(SigningPeriod::key)
                        .anyMatch(key.publicKey()::equals))
                .toList();
    }

    private void replace(String name, byte[] content) throws IOException {
        HomeFiles.replace(folder.resolve(name), content, name.equals(LIST) ? HomeFiles.PUBLIC : HomeFiles.SECRET);
    }
}
