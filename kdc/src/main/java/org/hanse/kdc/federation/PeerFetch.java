package org.hanse.kdc.federation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.federation.PeerAnswer.Answered;
import org.hanse.kdc.federation.PeerFault.Reason;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentHash;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.DocumentSequence;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.SignedDocument;

/**
 * Fetches documents of one peer, docs/federation.md; whether they are to be believed is judged by who asked. Reads no more than {@link #MOST_PAGES} answers of a
 * megabyte in all (T-015). Of one thread at a time.
 */
final class PeerFetch {
    /** Sixteen megabytes: forty years of weekly documents. */
    static final int MOST_PAGES = 16;

    /** Room for the head of an answer. */
    private static final int HEAD = 16 * 1024;
    /** An answer that has room for one more document was not cut off. */
    private static final int SURELY_WHOLE = DocumentSequence.LONGEST - SignedDocument.LONGEST;

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[ ,])max-age=([0-9]{1,9})(?:$|[ ,])");

    private final PeerClient client;
    private final List<PeerAddress> addresses;

    /** Of those whose key was not believed. */
    private final Map<Fingerprint, PeerFault> doubted = new HashMap<>();

    private Optional<PeerAddress> answering = Optional.empty();
    private Duration maxAge = Duration.ZERO;

    /** @param addresses the next is tried when one gives no answer */
    PeerFetch(PeerClient client, List<PeerAddress> addresses) {
        this.client = client;
        this.addresses = List.copyOf(addresses);
    }

    /** What came, or why nothing did. */
    sealed interface Outcome {
        /** @param documents in the order in which they came; nothing newer if empty */
        record Got(List<SignedDocument> documents) implements Outcome {
            public Got {
                documents = List.copyOf(documents);
            }
        }

        record Failed(PeerTrouble trouble) implements Outcome {}
    }

    /** The newest, unless that is {@code known}. */
    CompletionStage<Outcome> newest(DocumentHash known) {
        Map<String, String> unlessKnown = Map.of("If-None-Match", "\"" + known + "\"");
        return ask(DocumentRoutes.DOCUMENT, unlessKnown, SignedDocument.LONGEST + HEAD)
                .thenApply(answer -> answer.fold(
                        answered -> answered.status() == 304
                                ? new Outcome.Got(List.of())
                                : read(answered, body -> List.of(SignedDocument.read(body))),
                        PeerFetch::failed));
    }

    /** All of that version and above. */
    CompletionStage<Outcome> history(long from) {
        return history(from, List.of(), 1);
    }

    private CompletionStage<Outcome> history(long from, List<SignedDocument> before, int page) {
        String path = DocumentRoutes.HISTORY + "?from=" + from;
        return ask(path, Map.of(), DocumentSequence.LONGEST + HEAD).thenCompose(answer -> {
            Outcome outcome = answer.fold(answered -> read(answered, DocumentSequence::read), PeerFetch::failed);
            if (!(outcome instanceof Outcome.Got got)) {
                return CompletableFuture.completedFuture(outcome);
            }
            List<SignedDocument> all = new ArrayList<>(before);
            all.addAll(got.documents());
            long last = all.isEmpty() ? 0 : all.get(all.size() - 1).document().version();
            // Whoever counts down would be asked for ever.
            boolean isWhole = length(answer) <= SURELY_WHOLE || last < from;
            if (isWhole) {
                return CompletableFuture.completedFuture(new Outcome.Got(all));
            }
            return page == MOST_PAGES
                    ? CompletableFuture.completedFuture(refused(DocumentReason.HISTORY_TOO_LONG))
                    : history(last + 1, all, page + 1);
        });
    }

    private static int length(PeerAnswer answer) {
        return answer.fold(answered -> answered.body().length(), fault -> 0);
    }

    /** The rest of what is asked goes to whoever has answered first: two servers of a realm may be a moment apart. */
    private CompletionStage<PeerAnswer> ask(String path, Map<String, String> headers, int mostOctets) {
        List<PeerAddress> asked = answering.map(List::of).orElse(addresses);
        return asked.isEmpty()
                ? CompletableFuture.completedFuture(
                        new PeerAnswer.Failed(new PeerFault(Reason.URL_WRONG, "what was declared")))
                : ask(asked, path, headers, mostOctets);
    }

    private CompletionStage<PeerAnswer> ask(
            List<PeerAddress> left, String path, Map<String, String> headers, int mostOctets) {
        PeerAddress address = left.get(0);
        return client.fetch(address, path, headers, mostOctets).thenCompose(answer -> {
            if (answer instanceof Answered answered) {
                note(address, answered);
            }
            return answer instanceof Answered || left.size() == 1
                    ? CompletableFuture.completedFuture(answer)
                    : ask(left.subList(1, left.size()), path, headers, mostOctets)
                            // Of several failures the operator mends that of the URL that he knows.
                            .thenApply(other -> other instanceof Answered ? other : answer);
        });
    }

    private void note(PeerAddress address, Answered answered) {
        answering = Optional.of(address);
        answered.doubt()
                .ifPresent(reason -> doubted.put(
                        answered.shownKey(), new PeerFault(reason, address.url().toString())));
        Matcher age = MAX_AGE.matcher(answered.header("cache-control").orElse(""));
        maxAge = age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : Duration.ZERO;
    }

    private interface Reader {
        List<SignedDocument> read(byte[] body) throws DocumentFault;
    }

    private Outcome read(Answered answered, Reader reader) {
        if (answered.status() != 200) {
            String url = answering.orElseThrow().url().toString();
            return failed(new PeerFault(Reason.NOT_SERVED, url + " (status " + answered.status() + ")"));
        }
        try {
            return new Outcome.Got(reader.read(answered.body().toByteArray()));
        } catch (DocumentFault fault) {
            return refused(fault.reason());
        }
    }

    private static Outcome failed(PeerFault fault) {
        return new Outcome.Failed(PeerTrouble.of(fault));
    }

    private static Outcome refused(DocumentReason reason) {
        return new Outcome.Failed(PeerTrouble.of(reason));
    }

    /** Why what came is not to be believed although it is well signed; empty if every TLS key that was shown is of a public authority's or in {@code listed}. */
    Optional<PeerFault> doubt(List<Fingerprint> listed) {
        return doubted.entrySet().stream()
                .filter(shown -> !listed.contains(shown.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Who answered; empty if nobody did. */
    Optional<PeerAddress> answering() {
        return answering;
    }

    /** So long the newest document may be kept, as the peer says; zero if it does not. */
    Duration maxAge() {
        return maxAge;
    }
}
