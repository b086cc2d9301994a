package org.hanse.kdc.federation;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.RealmUrl;
import org.hanse.realmtrust.federation.FederationList;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;

/** Fetches a federation's list and keeps what is to be believed of it; what is not, is said once. Thread-safe. */
final class ListFetch {
    private static final Logger LOG = LogManager.getLogger(ListFetch.class);
    /** With its head. */
    private static final int LONGEST = SignedList.LONGEST + 16 * 1024;

    private static final int OK = 200;
    private static final String ACTOR = "server";

    private final FederationStore federations;
    private final PeerClient client;
    private final Clock clock;

    ListFetch(FederationStore federations, PeerClient client, Clock clock) {
        this.federations = federations;
        this.client = client;
        this.clock = clock;
    }

    /** Returns at once. A list proves itself by its signatures, so it may come from whoever answers; and an operator has typed this URL. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends by itself, within seconds
    void fetch(String federation, ListUrl url) {
        RealmUrl root = RealmUrl.parse(url.root()).orElseThrow();
        client.fetch(new PeerAddress(root, Set.of(), true), url.path(), Map.of(), LONGEST)
                .thenAccept(answer -> keep(federation, url, answer));
    }

    private void keep(String federation, ListUrl url, PeerAnswer answer) {
        UnaryOperator<JoinedFederation> learnt =
                answer.fold(said -> learnt(url, said), fault -> known -> known.failing(fault.text()));
        try {
            Optional<JoinedFederation> before = federations.find(federation);
            Optional<JoinedFederation> after = federations.change(
                    federation,
                    ACTOR,
                    // Unless it has been left meanwhile, or joined otherwise.
                    found -> found.map(known -> known.url().equals(Optional.of(url)) ? learnt.apply(known) : known));
            after.ifPresent(now -> tell(before, now));
        } catch (RuntimeException e) {
            LOG.error("The list of {} could not be kept, it is tried again within the hour", federation, e);
        }
    }

    private UnaryOperator<JoinedFederation> learnt(ListUrl url, PeerAnswer.Answered said) {
        if (said.status() != OK) {
            return known ->
                    known.failing(url + " is answered with status " + said.status() + "; check that the list is there");
        }
        try {
            SignedList list = SignedList.read(said.body().toByteArray());
            return known -> known.having(list, clock.instant());
        } catch (DocumentFault fault) {
            return known -> known.failing(fault.reason().code() + ", " + fault.getMessage());
        }
    }

    private static void tell(Optional<JoinedFederation> before, JoinedFederation now) {
        if (now.problem().isPresent()
                && !before.flatMap(JoinedFederation::problem).equals(now.problem())) {
            LOG.warn(
                    "the list of {} is not to be had anew: {}",
                    now.name(),
                    now.problem().get());
        }
        if (now.list().isPresent() && !before.flatMap(JoinedFederation::list).equals(now.list())) {
            FederationList list = now.list().get().list();
            LOG.info(
                    "the list of {} has version {} now, with {} members",
                    now.name(),
                    list.version(),
                    list.members().size());
        }
    }
}
