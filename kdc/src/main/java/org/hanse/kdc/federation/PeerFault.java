package org.hanse.kdc.federation;

/**
 * Why a peer could not be asked.
 *
 * @param where the URL, and what else tells one such fault from another, in this project's own words: nothing that a peer wrote
 */
public record PeerFault(Reason reason, String where) {
    /** Stable: operators look the codes up. */
    public enum Reason {
        URL_WRONG("is no URL of a realm", "declare it as https://HOST or https://HOST:PORT, with nothing behind"),
        NAME_UNKNOWN("has a host name that DNS does not know", "check the URL, and this server's DNS"),
        ADDRESS_NOT_ALLOWED(
                "leads into a private network, and no operator of this realm has typed it",
                "declare this very URL, or set allowPrivatePeers in realm.yaml if peers are in your own network"),
        UNREACHABLE("is answered by nobody", "check that the peer's server runs, and the firewalls between"),
        TOO_SLOW(
                "does not answer in time",
                "ask the peer's operator whether the server is overloaded; it is tried again"),
        CUT_OFF("ended the connection before the answer did", "it is tried again; else look for what is between"),
        TOO_LARGE(
                "answers with more than any such answer has",
                "check that the URL is the peer's and not another service's"),
        TLS_FAILED("does not come to terms over TLS 1.3", "check that the peer's port speaks TLS 1.3 (RFC 9325)"),
        CERTIFICATE_EXPIRED(
                "shows a certificate that is not valid at this time, with a key that the peer's document does not list",
                "the peer's operator renews it; check this machine's clock too"),
        CERTIFICATE_OTHER_NAME(
                "shows a certificate of another name, with a key that the peer's document does not list",
                "check the host in the URL, or let the peer get a certificate with that name"),
        CERTIFICATE_NOT_KNOWN(
                "shows a certificate of no public authority, with a key that the peer's document does not list",
                "somebody may be between; else the peer's operator takes a certificate of a public authority, or waits until the"
                        + " peer's server has signed a document that lists its key"),
        NOT_HTTP("is answered by something that is no HTTP server", "check host and port of the URL"),
        REDIRECTED(
                "sends elsewhere, where nobody of this realm has decided to go",
                "declare the URL where the peer really is"),
        NOT_SERVED(
                "is answered, and not with what was asked for",
                "check that the URL is that of a Hanse server of that realm"),
        BUSY("is being asked already as often as it may be", "it is tried again"),
        STOPPED("was being asked when this server stopped", "start the server again");

        private final String text;
        private final String cure;

        Reason(String text, String cure) {
            this.text = text;
            this.cure = cure;
        }

        /** As logs, JSON and {@code hanse trust show} name it. */
        public String code() {
            return "PEER_" + name();
        }

        /** What is wrong, to follow the URL. */
        public String text() {
            return text;
        }

        /** Whether such a peer keeps a thread waiting. */
        boolean isSlow() {
            return this == TOO_SLOW || this == UNREACHABLE || this == NAME_UNKNOWN;
        }

        /** What to do about it, without a capital or a full stop. */
        public String cure() {
            return cure;
        }
    }

    /** Both for people, in one sentence. */
    public String text() {
        return where + " " + reason.text() + "; " + reason.cure();
    }
}
