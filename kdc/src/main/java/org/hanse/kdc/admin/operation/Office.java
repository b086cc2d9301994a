package org.hanse.kdc.admin.operation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.Administrators;
import org.hanse.kdc.realm.AgreementTimes;
import org.hanse.kdc.realm.DeclaredTrusts;
import org.hanse.kdc.realm.DraftEdit;
import org.hanse.kdc.realm.Federations;
import org.hanse.kdc.realm.IntroductionTerms;
import org.hanse.kdc.realm.KeyMaker;
import org.hanse.kdc.realm.KrbtgtRollover;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.Policies;
import org.hanse.kdc.realm.PrincipalImport;
import org.hanse.kdc.realm.Principals;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Restrictions;
import org.hanse.kdc.realm.SigningKeys;
import org.hanse.kdc.realm.Trusts;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementSettings;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.trust.TrustStore;

/** A realm as one administrator works on it, in his name. Of one request or one command. */
public final class Office {
    private final RealmFacts facts;
    private final Stores stores;
    private final Files files;
    private final Clock clock;
    private final SecureRandom random;
    private final String actor;
    private final Restrictions restrictions;

    /** What does not change while a realm lives. */
    public record RealmFacts(RealmName realm, Instant created) {}

    /** What the realm keeps, as far as this administrator may reach it. */
    public record Stores(
            PrincipalStore principals,
            TrustStore trusts,
            FederationStore federations,
            IntroductionStore introductions,
            DeclarationStore declarations,
            AgreementStore agreements,
            PeerHistories histories,
            IdentityStore identity) {}

    /** The files of the home, as they are now. */
    public interface Files {
        RealmSettings settings() throws RealmFailure;

        AccessList accessList() throws RealmFailure;

        /** What the realm's documents say of it. */
        DocumentFacts documentFacts() throws RealmFailure;
    }

    /**
     * @param actor who asks, as text for people
     * @param restrictions imposed on principals that are added or modified
     */
    public Office(
            RealmFacts facts,
            Stores stores,
            Files files,
            Clock clock,
            SecureRandom random,
            String actor,
            Restrictions restrictions) {
        this.facts = facts;
        this.stores = stores;
        this.files = files;
        this.clock = clock;
        this.random = random;
        this.actor = actor;
        this.restrictions = restrictions;
    }

    RealmFacts facts() {
        return facts;
    }

    RealmName realm() {
        return facts.realm();
    }

    Clock clock() {
        return clock;
    }

    PrincipalStore principalStore() {
        return stores.principals();
    }

    TrustStore trustStore() {
        return stores.trusts();
    }

    public Principals principals() {
        return new Principals(realm(), stores.principals(), keyMaker(), actor);
    }

    public Policies policies() {
        return new Policies(stores.principals(), actor);
    }

    public Trusts trusts() {
        return new Trusts(realm(), stores.trusts(), stores.declarations(), actor);
    }

    DeclaredTrusts declaredTrusts() {
        return new DeclaredTrusts(
                realm(),
                new DeclaredTrusts.Stores(
                        stores.declarations(), stores.agreements(), stores.trusts(), stores.histories()),
                stores.identity(),
                clock,
                random,
                actor);
    }

    PeerHistories peerHistories() {
        return stores.histories();
    }

    AgreementSettings agreementTimes() throws RealmFailure {
        return AgreementTimes.of(settings());
    }

    IntroductionTerms introductions() {
        return new IntroductionTerms(realm(), stores.introductions(), clock, actor);
    }

    Federations federations() {
        return new Federations(stores.federations(), clock, actor);
    }

    KeyMaker keyMaker() {
        return new KeyMaker(random);
    }

    KrbtgtRollover krbtgtRollover() throws RealmFailure {
        return new KrbtgtRollover(kdcSettings(), stores.principals(), keyMaker(), clock, actor);
    }

    IdentityStore identityStore() {
        return stores.identity();
    }

    SigningKeys signingKeys() {
        return new SigningKeys(realm(), stores.identity(), clock, random);
    }

    DocumentFacts documentFacts() throws RealmFailure {
        return files.documentFacts();
    }

    PrincipalImport principalImport() throws RealmFailure {
        return new PrincipalImport(realm(), stores.principals(), trusts(), keyMaker(), etypes(), actor);
    }

    Administrators administrators() throws RealmFailure {
        return new Administrators(realm(), files.accessList());
    }

    RealmSettings settings() throws RealmFailure {
        return files.settings();
    }

    KdcSettings kdcSettings() throws RealmFailure {
        return settings().kdc();
    }

    /** Those that the realm serves. */
    List<EncType> etypes() throws RealmFailure {
        return kdcSettings().etypes();
    }

    /** A name of this realm, with or without it. */
    PrincipalName name(String text) throws RealmFailure {
        return Naming.local(text, realm());
    }

    /** With the realm. */
    String full(PrincipalName name) {
        return name + "@" + realm();
    }

    /** The last thing that somebody does should not be to lock himself out. A name of admin.acl is a right. */
    void checkNotSelf(PrincipalName name) throws RealmFailure {
        if (new Principal(name, realm()).toString().equals(actor)) {
            throw RealmFailure.refused(
                    full(name) + " is whom you are logged in as",
                    "let another administrator do it, or do it on the home");
        }
    }

    /** An edit with what is imposed on it. */
    DraftEdit imposed(DraftEdit wanted) {
        DraftEdit limits = restrictions.at(clock.instant());
        return draft -> limits.apply(wanted.apply(draft));
    }
}
