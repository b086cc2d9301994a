package org.hanse.kdc.admin;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.kdc.admin.RepeatedRequests.Result;
import org.hanse.kdc.admin.operation.FormFault;
import org.hanse.kdc.admin.operation.Need;
import org.hanse.kdc.admin.operation.Office;
import org.hanse.kdc.admin.operation.Operation;
import org.hanse.kdc.admin.operation.Operations;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.admin.operation.Refused;
import org.hanse.kdc.audit.AdminLog;
import org.hanse.kdc.audit.AdminRecord;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Restrictions;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.DocumentFacts;

/** One request after the other: where from, who, what, whether he may, and then it is done. Thread-safe. */
final class AdminRequests {
    private static final Logger LOG = LogManager.getLogger(AdminRequests.class);
    private static final String CHALLENGE = "WWW-Authenticate";

    private final AdminRoutes.Realm realm;
    private final NegotiateLogin logins;
    private final RepeatedRequests repeated = new RepeatedRequests();
    private final AdminLog log;
    private final Clock clock;
    private final SecureRandom random;

    AdminRequests(AdminRoutes.Realm realm, AdminLog log, Clock clock, SecureRandom random) {
        this.realm = realm;
        this.logins = new NegotiateLogin(realm.principals(), realm.settings(), random);
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /** A request with what is known of it, for the log. */
    private static final class Asked {
        private final HttpRequest http;
        private final String id;
        private final Instant now;
        private final String operation;
        private Optional<Principal> client = Optional.empty();
        private Optional<String> challenge = Optional.empty();
        private List<String> targets = List.of();

        private Asked(HttpRequest http, String id, Instant now) {
            this.http = http;
            this.id = id;
            this.now = now;
            this.operation = http.path().startsWith(AdminRoutes.BASE)
                    ? http.path().substring(AdminRoutes.BASE.length())
                    : http.path();
        }
    }

    /** @param id by which the log tells of it */
    HttpAnswer answer(HttpRequest http, String id) {
        Asked asked = new Asked(http, id, clock.instant());
        Result result;
        try {
            String request = RequestHeaders.check(
                    http, NegotiateLogin.hosts(realm.settings().get()));
            NegotiateLogin.Proved proved = logins.prove(http, asked.now);
            asked.client = Optional.of(proved.caller().principal());
            asked.challenge = proved.challenge();
            Operation<?, ?> operation = Operations.find(asked.operation)
                    .orElseThrow(() -> new AdminFault(
                            RefusalCode.UNKNOWN_OPERATION, "there is no such operation", "openapi.json has them all"));
            result = allowed(asked, proved.caller(), request, operation);
        } catch (AdminFault fault) {
            result = refused(asked, fault, new Ledger());
        }
        return http(result, asked.challenge);
    }

    HttpAnswer busy(String id) {
        Refused refused = new Refused(
                RefusalCode.BUSY.name(), "more is asked than this server can do at once; try again in a moment", id);
        return http(new Result(RefusalCode.BUSY.status(), Octets.wrap(Refused.FORM.write(refused))), Optional.empty());
    }

    private <I extends Record, O extends Record> Result allowed(
            Asked asked, Caller caller, String request, Operation<I, O> operation) throws AdminFault {
        I input = input(asked, operation);
        List<Need> needs = operation.needs(input);
        asked.targets = needs.stream()
                .flatMap(need -> need.target().stream())
                .distinct()
                .toList();
        Authority authority = new Authority(caller, needs, realm.access(), clock);
        Restrictions imposed = authority.check(realm.principals()::find);
        if (!operation.isChange()) {
            return done(asked, authority, imposed, operation, input);
        }
        // The body is told from others by a hash: it may hold a password, and is kept for a while.
        return repeated.answer(
                caller.principal(),
                request,
                operation.path(),
                hash(asked.http.body()),
                () -> done(asked, authority, imposed, operation, input));
    }

    private static <I extends Record> I input(Asked asked, Operation<I, ?> operation) throws AdminFault {
        try {
            return operation.input().read(asked.http.body().toByteArray());
        } catch (FormFault malformed) {
            throw new AdminFault(
                    RefusalCode.MALFORMED,
                    String.valueOf(malformed.getMessage()),
                    "openapi.json says what " + operation.path() + " takes");
        }
    }

    private <I extends Record, O extends Record> Result done(
            Asked asked, Authority authority, Restrictions imposed, Operation<I, O> operation, I input) {
        Ledger ledger = new Ledger();
        Office office = new Office(
                realm.facts(),
                new Office.Stores(
                        new WatchedPrincipals(realm.principals(), realm.facts().realm(), authority, ledger),
                        new WatchedTrusts(realm.trusts(), realm.principals(), authority, ledger),
                        new WatchedFederations(realm.federations(), realm.principals(), authority, ledger),
                        new WatchedIntroductions(realm.introductions(), realm.principals(), authority, ledger),
                        new WatchedDeclarations(realm.declarations(), realm.principals(), authority, ledger),
                        new WatchedAgreements(
                                realm.agreements(), realm.trusts(), realm.principals(), authority, ledger),
                        realm.histories(),
                        new WatchedIdentity(realm.identity(), realm.principals(), authority, ledger)),
                new CurrentFiles(),
                clock,
                random,
                asked.client.orElseThrow().toString(),
                imposed);
        try {
            O output = operation.in(office, input);
            if (operation.isChange()) {
                record(asked, Optional.empty(), ledger);
            }
            return new Result(200, Octets.wrap(operation.output().write(output)));
        } catch (RealmFailure failure) {
            RefusalCode code = failure.isMalformed() ? RefusalCode.MALFORMED : RefusalCode.REFUSED;
            return refused(asked, new AdminFault(code, String.valueOf(failure.getMessage())), ledger);
        } catch (StoreRefusal refusal) {
            return refused(asked, new AdminFault(RefusalCode.REFUSED, String.valueOf(refusal.getMessage())), ledger);
        } catch (InvalidNameException wrong) {
            return refused(
                    asked,
                    new AdminFault(
                            RefusalCode.MALFORMED,
                            String.valueOf(wrong.getMessage()),
                            "write it as NAME, NAME/INSTANCE or NAME@REALM"),
                    ledger);
        } catch (AdminFault.Carrier carrier) {
            return refused(asked, carrier.fault(), ledger);
        } catch (StoreFault fault) {
            LOG.error("an administrator's request failed: {}", fault.getMessage(), fault);
            return refused(
                    asked,
                    new AdminFault(RefusalCode.STORE_FAULT, "the store cannot be used", "the server's log says why"),
                    ledger);
        }
    }

    private final class CurrentFiles implements Office.Files {
        @Override
        public RealmSettings settings() {
            return realm.settings().get();
        }

        @Override
        public AccessList accessList() {
            return realm.access().current();
        }

        @Override
        public DocumentFacts documentFacts() {
            return realm.documentFacts().get();
        }
    }

    /** @param ledger what stays all the same: a request may be several transactions, and a later one be refused */
    private Result refused(Asked asked, AdminFault fault, Ledger ledger) {
        record(asked, Optional.of(fault.code().name()), ledger);
        Refused refused = new Refused(fault.code().name(), String.valueOf(fault.getMessage()), asked.id);
        return new Result(fault.code().status(), Octets.wrap(Refused.FORM.write(refused)));
    }

    private void record(Asked asked, Optional<String> refused, Ledger ledger) {
        log.record(new AdminRecord(
                asked.now,
                asked.id,
                asked.operation,
                asked.http.peer(),
                asked.client,
                asked.targets,
                refused,
                ledger.changes()));
    }

    private static HttpAnswer http(Result result, Optional<String> challenge) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        challenge
                .or(() -> result.status() == 401 ? Optional.of("Negotiate") : Optional.empty())
                .ifPresent(value -> headers.put(CHALLENGE, value));
        return new HttpAnswer(result.status(), headers, result.body());
    }

    private static Octets hash(Octets body) {
        try {
            return Octets.wrap(MessageDigest.getInstance("SHA-256").digest(body.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
