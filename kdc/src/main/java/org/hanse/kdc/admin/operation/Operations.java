package org.hanse.kdc.admin.operation;

import java.util.List;
import java.util.Optional;

/** All operations: the table that the HTTP routes, the description in OpenAPI and the tests of rights are made of. */
public final class Operations {
    public static final List<Operation<?, ?>> ALL = List.of(
            PrincipalOperations.ADD,
            PrincipalOperations.MODIFY,
            PrincipalOperations.PASSWD,
            PrincipalOperations.RENAME,
            PrincipalOperations.ALIAS,
            PrincipalOperations.UNALIAS,
            PrincipalOperations.DELETE,
            PrincipalOperations.UNDELETE,
            PrincipalOperations.UNLOCK,
            PrincipalOperations.PURGE_KEYS,
            PrincipalOperations.SHOW,
            PrincipalOperations.LIST,
            ImportOperation.IMPORT,
            KeytabOperation.EXPORT,
            PolicyOperations.ADD,
            PolicyOperations.MODIFY,
            PolicyOperations.DELETE,
            PolicyOperations.SHOW,
            PolicyOperations.LIST,
            TrustOperations.SHARE,
            AgreementOperations.DECLARE,
            AgreementOperations.CONFIRM,
            AgreementOperations.ROTATE,
            AgreementOperations.RESYNC,
            TrustOperations.MODIFY,
            TrustOperations.SUSPEND,
            TrustOperations.RESUME,
            TrustOperations.REMOVE,
            TrustOperations.PURGE_KEYS,
            TrustOperations.SHOW,
            TrustOperations.LIST,
            PathOperation.PATH,
            IntroductionOperations.ALLOW,
            IntroductionOperations.INTRODUCE,
            IntroductionOperations.LIST,
            FederationOperations.JOIN,
            FederationOperations.LEAVE,
            FederationOperations.SHOW,
            FederationOperations.LIST,
            RealmOperations.SHOW,
            RealmOperations.REKEY,
            RealmOperations.REKEY_SIGNING);

    private Operations() {}

    public static Optional<Operation<?, ?>> find(String path) {
        return ALL.stream().filter(operation -> operation.path().equals(path)).findFirst();
    }
}
