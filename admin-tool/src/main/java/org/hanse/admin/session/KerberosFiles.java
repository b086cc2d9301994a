package org.hanse.admin.session;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.file.MalformedFileException;
import org.hanse.protocol.name.RealmName;

/** The files of a Kerberos user: krb5.conf, credential cache and keytab, where MIT's tools look for them. */
public final class KerberosFiles {
    private final Surroundings here;
    private final Krb5Conf conf;

    private KerberosFiles(Surroundings here, Krb5Conf conf) {
        this.here = here;
        this.conf = conf;
    }

    public static KerberosFiles of(Surroundings here) throws CommandFailure, IOException {
        try {
            return new KerberosFiles(
                    here, Krb5Conf.load(Optional.ofNullable(here.env().get("KRB5_CONFIG"))));
        } catch (MalformedFileException wrong) {
            throw KdcFailures.told(wrong.getMessage(), "correct the line");
        } catch (NoSuchFileException absent) {
            throw new CommandFailure(
                    absent.getFile() + ", which KRB5_CONFIG names, does not exist", "correct KRB5_CONFIG, or unset it");
        }
    }

    public Krb5Conf conf() {
        return conf;
    }

    /** The cache that an option names, else that of the environment. */
    public CacheName cacheName(Optional<String> option) throws CommandFailure {
        try {
            if (option.isPresent()) {
                return CacheName.parse(option.get());
            }
            return CacheName.byDefault(
                    Optional.ofNullable(here.env().get("KRB5CCNAME")),
                    conf,
                    uid(),
                    here.env().getOrDefault("USER", ""));
        } catch (IllegalArgumentException otherType) {
            throw KdcFailures.told(String.valueOf(otherType.getMessage()), "use FILE:/path");
        }
    }

    /** What is in a cache, or the failure that tells how to get one. */
    public static CredentialCache read(CacheName name) throws CommandFailure, IOException {
        Path file = name.toFile();
        try {
            return CredentialCache.read(file);
        } catch (NoSuchFileException absent) {
            throw new CommandFailure(
                    "No credentials cache found (filename: " + file + ")", "get a ticket with hanse kinit");
        } catch (AccessDeniedException denied) {
            throw new CommandFailure(
                    "the credentials cache " + file + " may not be read by this user",
                    "check its owner, or KRB5CCNAME");
        } catch (MalformedFileException damaged) {
            throw new CommandFailure(damaged.getMessage(), "name another cache, or remove it and run hanse kinit");
        }
    }

    public static Keytab read(Path keytab) throws CommandFailure, IOException {
        try {
            return Keytab.read(keytab);
        } catch (NoSuchFileException absent) {
            throw new CommandFailure(
                    "the keytab " + keytab + " does not exist",
                    "check the path, or export one with hanse keytab export");
        } catch (AccessDeniedException denied) {
            throw new CommandFailure(
                    "the keytab " + keytab + " may not be read by this user", "check its owner and mode");
        } catch (MalformedFileException damaged) {
            throw new CommandFailure(damaged.getMessage(), "export the keytab again");
        }
    }

    /** The keytab that an option names, else KRB5_KTNAME, else krb5.conf's, else /etc/krb5.keytab. */
    public Path keytabPath(Optional<String> option) throws CommandFailure {
        String name = option.or(() -> Optional.ofNullable(here.env().get("KRB5_KTNAME")))
                .or(conf::defaultKeytabName)
                .orElse("/etc/krb5.keytab");
        for (String prefix : new String[] {"FILE:", "WRFILE:"}) {
            if (name.startsWith(prefix)) {
                return Path.of(name.substring(prefix.length()));
            }
        }
        if (name.matches("[A-Z]+:.*")) {
            throw new CommandFailure("the keytab " + name + " is no file", "use FILE:/path");
        }
        return Path.of(name);
    }

    public RealmName defaultRealm() throws CommandFailure {
        return conf.defaultRealm()
                .orElseThrow(() -> new CommandFailure(
                        "Configuration file does not specify default realm",
                        "write NAME@REALM, or set default_realm in krb5.conf"));
    }

    public String user() {
        return Optional.ofNullable(here.env().get("USER")).orElse("");
    }

    /** The effective user id: it names MIT's default cache. */
    private static long uid() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noProc) {
            return new UnixSystem().getUid();
        }
    }
}
