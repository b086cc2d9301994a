package org.hanse.kdc.principal;

import java.time.Instant;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.SubjectId;

/**
 * A name that is no longer in use and is not given to anybody else unasked: access lists out there may still hold it.
 *
 * @param subjectId whose name it was
 * @param lastKvno the newest kvno that the principal had when the name went out of use
 * @param since when it went out of use
 * @param by the actor who did it
 */
public record Tombstone(PrincipalName name, SubjectId subjectId, Kvno lastKvno, Kind kind, Instant since, String by) {
    /** Why the name is out of use. */
    public enum Kind {
        /** The principal can be {@linkplain PrincipalChanges#undelete undeleted}. */
        DELETED,
        /** The principal goes on under another name. */
        RENAMED
    }
}
