package org.hanse.kdc.federation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.Fingerprint;

/** What comes of asking a peer. */
public sealed interface PeerAnswer {
    /**
     * It answered, with any status but one that sends elsewhere.
     *
     * @param headers by names in lower case
     * @param shownKey SHA-256 of the SubjectPublicKeyInfo of the TLS key that it has shown
     * @param doubt why that key is not believed; may be there only for {@link PeerClient#fetch}
     */
    record Answered(
            int status,
            Map<String, String> headers,
            Octets body,
            Fingerprint shownKey,
            Optional<PeerFault.Reason> doubt)
            implements PeerAnswer {
        public Answered {
            headers = Map.copyOf(headers);
        }

        /** @param name in lower case */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public <T> T fold(Function<Answered, T> answered, Function<PeerFault, T> failed) {
            return answered.apply(this);
        }
    }

    /** It did not, or not so that it counts. */
    record Failed(PeerFault fault) implements PeerAnswer {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<PeerFault, T> failed) {
            return failed.apply(fault);
        }
    }

    <T> T fold(Function<Answered, T> answered, Function<PeerFault, T> failed);
}
