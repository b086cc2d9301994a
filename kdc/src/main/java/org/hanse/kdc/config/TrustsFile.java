package org.hanse.kdc.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;

/** Reads trusts.yaml, all or nothing; conf/trusts.yaml is a sample that explains each key. */
public final class TrustsFile {
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final String KINDS = "write " + TrustSettings.Agreed.KIND + " or " + TrustSettings.Shared.KIND;

    private final Path file;

    private TrustsFile(Path file) {
        this.file = file;
    }

    /** @throws SettingsFault if it cannot be read, is not YAML, or says something that cannot be */
    public static WantedTrusts read(Path file) throws SettingsFault {
        return new TrustsFile(file)
                .trusts(YamlFile.read(file, "hanse trust export prints one to begin with", "conf/trusts.yaml"));
    }

    private WantedTrusts trusts(Section root) throws SettingsFault {
        if (!root.keys().contains("trusts")) {
            // An empty file must not mean that every trust is to go.
            throw root.fault("trusts", "is missing", "write trusts: {} if there are to be none");
        }
        Optional<String> realm = root.string("realm");
        Section section = root.section("trusts");
        root.refuseOthers();
        List<TrustSettings> trusts = new ArrayList<>();
        for (String peer : section.keys()) {
            trusts.add(trust(realm(section, peer, peer), section.section(peer)));
        }
        return new WantedTrusts(
                realm.isPresent() ? Optional.of(realm(root, "realm", realm.get())) : Optional.empty(), trusts);
    }

    private TrustSettings trust(RealmName peer, Section trust) throws SettingsFault {
        String kind = trust.string("kind").orElseThrow(() -> trust.fault("kind", "is missing", KINDS));
        TrustSettings.Keys keys = switch (kind) {
            case TrustSettings.Agreed.KIND -> agreed(trust);
            case TrustSettings.Shared.KIND -> shared(trust);
            default -> throw trust.fault("kind", "is \"" + kind + "\"", KINDS);
        };
        TrustSettings settings = new TrustSettings(peer, keys, policy(trust), trust.strings("kdcs"));
        trust.refuseOthers();
        return settings;
    }

    private static TrustSettings.Agreed agreed(Section trust) throws SettingsFault {
        String url = trust.string("url")
                .orElseThrow(() -> trust.fault(
                        "url",
                        "is missing",
                        "write where the peer's HTTPS port is, https://HOST or https://HOST:PORT"));
        Optional<String> fingerprint = trust.string("fingerprint");
        if (fingerprint.isEmpty()) {
            return new TrustSettings.Agreed(url, Optional.empty());
        }
        Optional<Fingerprint> parsed = Fingerprint.parse(fingerprint.get());
        if (parsed.isEmpty()) {
            throw trust.fault(
                    "fingerprint",
                    "is no fingerprint",
                    "write the 64 hexadecimal digits that hanse realm show prints at the peer, in quotes");
        }
        return new TrustSettings.Agreed(url, parsed);
    }

    private TrustSettings.Shared shared(Section trust) throws SettingsFault {
        Optional<Path> both = path(trust, "passwordFile");
        Optional<Path> in = path(trust, "passwordFileIn");
        Optional<Path> out = path(trust, "passwordFileOut");
        Kvno kvno = kvno(trust, "kvno", Kvno.of(1));
        return new TrustSettings.Shared(
                new TrustSettings.Secret(in.or(() -> both), kvno(trust, "kvnoIn", kvno)),
                new TrustSettings.Secret(out.or(() -> both), kvno(trust, "kvnoOut", kvno)),
                enctypes(trust));
    }

    /** A relative path starts beside the file. */
    private Optional<Path> path(Section trust, String key) throws SettingsFault {
        Optional<String> path = trust.string(key);
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(trust.checked(
                        key, path.get(), text -> file.toAbsolutePath().resolveSibling(text), "write a path"));
    }

    private static Kvno kvno(Section trust, String key, Kvno otherwise) throws SettingsFault {
        int number = trust.number(key, 1, Integer.MAX_VALUE, 1);
        return trust.keys().contains(key) ? Kvno.of(number) : otherwise;
    }

    private static List<EncType> enctypes(Section trust) throws SettingsFault {
        List<EncType> etypes = new ArrayList<>();
        for (String name : trust.strings("enctypes")) {
            etypes.add(EncType.byName(name)
                    .filter(EncType::isSupported)
                    .orElseThrow(() -> trust.fault(
                            "enctypes",
                            "names \"" + name + "\", which is not served",
                            "write one such as aes256-cts")));
        }
        return etypes;
    }

    private static TrustPolicy policy(Section trust) throws SettingsFault {
        return new TrustPolicy(
                direction(trust),
                realms(trust, "acceptRealms"),
                realms(trust, "transitTo"),
                clients(trust),
                trust.strings("domains"),
                maxLife(trust),
                trust.flag("allowForwardable", false),
                trust.flag("relayLogins", false),
                trust.flag("logOnly", false));
    }

    private static TrustDirection direction(Section trust) throws SettingsFault {
        String word = trust.string("direction").orElse(TrustDirection.BOTH.word());
        for (TrustDirection direction : TrustDirection.values()) {
            if (direction.word().equals(word)) {
                return direction;
            }
        }
        throw trust.fault("direction", "is \"" + word + "\"", "write in, out or both");
    }

    private static Set<RealmName> realms(Section trust, String key) throws SettingsFault {
        Set<RealmName> realms = new HashSet<>();
        for (String name : trust.strings(key)) {
            realms.add(realm(trust, key, name));
        }
        return realms;
    }

    private static RealmName realm(Section section, String key, String name) throws SettingsFault {
        return section.checked(key, name, RealmName::new, "write a realm's name");
    }

    private static List<String> clients(Section trust) throws SettingsFault {
        List<String> globs = trust.strings("clients");
        for (String glob : globs) {
            trust.checked("clients", glob, PrincipalGlob::of, "close the bracket, or put a backslash before it");
        }
        return globs;
    }

    private static Optional<Duration> maxLife(Section trust) throws SettingsFault {
        Duration life = trust.duration("maxLife", Duration.ofSeconds(1), LONGEST_LIFE, Duration.ZERO);
        return life.isZero() ? Optional.empty() : Optional.of(life);
    }
}
