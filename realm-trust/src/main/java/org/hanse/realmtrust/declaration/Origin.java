package org.hanse.realmtrust.declaration;

import java.util.Locale;

/** On whose word a declaration rests. What an operator has typed always wins over the others. */
public enum Origin {
    OPERATOR,
    /** A federation's signed list, whose members the operator accepts. */
    FEDERATION,
    /** A realm that both trust. */
    INTRODUCTION;

    /** The word of the store, of the command line and of JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
