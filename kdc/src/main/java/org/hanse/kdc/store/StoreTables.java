package org.hanse.kdc.store;

/** The tables of one open store, which share its master keys. */
record StoreTables(
        NameTable names,
        PrincipalTable principals,
        PolicyTable policies,
        PrincipalKeyTable keys,
        TrustTable trusts,
        IdentityKeyTable identityKeys,
        DocumentTable documents,
        AgreementTable agreements,
        DeclarationTable declarations,
        FederationTable federations,
        IntroductionTable introductions) {
    static StoreTables of(MasterKeys masterKeys) {
        NameTable names = new NameTable();
        PrincipalKeyTable keys = new PrincipalKeyTable(masterKeys);
        return new StoreTables(
                names,
                new PrincipalTable(names, keys),
                new PolicyTable(),
                keys,
                new TrustTable(new TrustKeyTable(masterKeys)),
                new IdentityKeyTable(masterKeys),
                new DocumentTable(),
                new AgreementTable(),
                new DeclarationTable(),
                new FederationTable(),
                new IntroductionTable());
    }
}
