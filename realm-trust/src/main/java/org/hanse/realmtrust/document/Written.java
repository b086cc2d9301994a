package org.hanse.realmtrust.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.hanse.protocol.wire.Octets;

/** Keys and times as members of what is signed: what {@link Members} reads. */
public final class Written {
    private Written() {}

    /** {@link Members#period()} reads it. */
    public static Map<String, Object> period(SigningPeriod period) {
        Map<String, Object> members = key(period.key());
        members.put("from", time(period.from()));
        members.put("until", time(period.until()));
        return members;
    }

    /** {@link Members#key()} reads it. */
    public static Map<String, Object> key(SigningPublicKey key) {
        Map<String, Object> members = new HashMap<>();
        members.put("ed25519", base64(key.ed25519()));
        members.put("mlDsa65", base64(key.mlDsa65()));
        return members;
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    /** {@link Members#time} reads it. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
