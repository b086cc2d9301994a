package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a credential cache is, as KRB5CCNAME and {@code -c} say it: {@code FILE:/path}, a bare path, {@code DIR:/folder} (a collection,
 * meaning its primary cache), or {@code DIR::/folder/tktX} (one cache of a collection).
 *
 * @param path the file, or the folder of a collection
 */
public record CacheName(Kind kind, Path path) {
    /** The kinds that Hanse reads and writes. */
    public enum Kind {
        FILE,
        COLLECTION,
        MEMBER
    }

    public static CacheName file(Path path) {
        return new CacheName(Kind.FILE, path);
    }

    /**
     * @throws IllegalArgumentException if {@code text} names a cache of another type; the message says what to use
     */
    public static CacheName parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || text.startsWith("/")) {
            return path(Kind.FILE, text, text);
        }
        String type = text.substring(0, colon).toUpperCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (type) {
            case "FILE", "WRFILE" -> path(Kind.FILE, rest, text);
            case "DIR" ->
                rest.startsWith(":") ? path(Kind.MEMBER, rest.substring(1), text) : path(Kind.COLLECTION, rest, text);
            case "KEYRING", "KCM", "API", "MEMORY", "MSLSA" ->
                throw new IllegalArgumentException("the credential cache " + text + " is of type " + type
                        + ", which is not supported; use FILE:/path or DIR:/folder in KRB5CCNAME");
            default ->
                throw new IllegalArgumentException("the credential cache " + text + " is of the unknown type " + type
                        + "; use FILE:/path or DIR:/folder in KRB5CCNAME");
        };
    }

    /**
     * The cache that commands use when none is named: KRB5CCNAME, else default_ccache_name of krb5.conf, else MIT's
     * {@code FILE:/tmp/krb5cc_UID}.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static CacheName byDefault(Optional<String> krb5ccname, Krb5Conf conf, long uid, String user) {
        String text = krb5ccname
                .filter(name -> !name.isEmpty())
                .or(conf::defaultCcacheName)
                .orElse("FILE:/tmp/krb5cc_%{uid}");
        return parse(text.replace("%{uid}", Long.toString(uid))
                .replace("%{euid}", Long.toString(uid))
                .replace("%{username}", user)
                .replace("%{TEMP}", "/tmp")
                .replace("%{null}", ""));
    }

    private static CacheName path(Kind kind, String path, String text) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the credential cache \"" + text + "\" names no file; use FILE:/path");
        }
        return new CacheName(kind, Path.of(path));
    }

    /** One cache: of a collection its primary one. The file need not exist. */
    public CacheName single() throws IOException {
        return kind == Kind.COLLECTION ? new CacheName(Kind.MEMBER, new CacheFolder(path).primary()) : this;
    }

    /** The file of {@link #single()}. */
    public Path toFile() throws IOException {
        return single().path;
    }

    /** The collection that this cache is in, when it is of type DIR. */
    public Optional<CacheFolder> folder() {
        return switch (kind) {
            case FILE -> Optional.empty();
            case COLLECTION -> Optional.of(new CacheFolder(path));
            case MEMBER ->
                Optional.ofNullable(path.toAbsolutePath().getParent()).map(CacheFolder::new);
        };
    }

    /** The collection that a cache is in; a single file is its own. */
    public CacheName collection() {
        return folder().map(folder -> new CacheName(Kind.COLLECTION, folder.path()))
                .orElse(this);
    }

    /** All caches that there are here: of a collection the primary one first; of a file itself, if it exists. */
    public List<CacheName> all() throws IOException {
        if (kind == Kind.COLLECTION) {
            return new CacheFolder(path)
                    .members().stream()
                            .map(file -> new CacheName(Kind.MEMBER, file))
                            .toList();
        }
        return Files.exists(path) ? List.of(this) : List.of();
    }

    /** As MIT prints it. */
    @Override
    public String toString() {
        return switch (kind) {
            case FILE -> "FILE:" + path;
            case COLLECTION -> "DIR:" + path;
            case MEMBER -> "DIR::" + path;
        };
    }
}
