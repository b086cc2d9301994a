package org.hanse.kdc.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustPolicy;

/**
 * One trust of trusts.yaml: how a realm wants it to be. {@link TrustsFile} reads it, {@link TrustsText} writes it. Immutable; holds no secret.
 *
 * @param keys where its keys come from
 * @param kdcs the peer's KDCs as HOST:PORT, for krb5.conf; may be empty
 */
public record TrustSettings(RealmName peer, Keys keys, TrustPolicy policy, List<String> kdcs) {
    public TrustSettings {
        kdcs = List.copyOf(kdcs);
    }

    /** One of two kinds. */
    public sealed interface Keys {
        /** The word of the file. */
        String kind();
    }

    /**
     * The two realms agree on them.
     *
     * @param url root of the peer's HTTPS port
     * @param fingerprint the peer's realm id, or that of the key that signs its newest document; empty leaves it to what operators confirm
     */
    public record Agreed(String url, Optional<Fingerprint> fingerprint) implements Keys {
        public static final String KIND = "declared";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * They are made from a password that both sides type, when there is none of the kvno yet.
     *
     * @param in of krbtgt/THIS@PEER
     * @param out of krbtgt/PEER@THIS
     * @param enctypes of keys that are made; empty means those that suit the direction
     */
    public record Shared(Secret in, Secret out, List<EncType> enctypes) implements Keys {
        public static final String KIND = "shared-secret";

        public Shared {
            enctypes = List.copyOf(enctypes);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The password of one direction.
     *
     * @param file where it stands; empty if no key is to be made
     * @param kvno the least that the newest key may have
     */
    public record Secret(Optional<Path> file, Kvno kvno) {}
}
