package org.hanse.admin;

/**
 * The options and parameters of the commands that users type all day, written by {@code ReadyOptionsTest}. A line: the command, the field that takes it, the
 * field's type, how many there must and may be, the option's names. In the source, since for a resource the JVM would open the jar, which
 * it otherwise need not.
 */
final class OptionLines {
    static final String ALL = """
            kinit;principal;Optional<String>;0;1;
            kinit;cache;Optional<String>;0;1;-c
            kinit;useKeytab;boolean;0;1;-k
            kinit;keytab;Optional<String>;0;1;-t
            kinit;life;Optional<String>;0;1;-l
            kinit;renewable;Optional<String>;0;1;-r
            kinit;start;Optional<String>;0;1;-s
            kinit;forwardable;boolean;0;1;-f
            kinit;notForwardable;boolean;0;1;-F
            kinit;proxiable;boolean;0;1;-p
            kinit;notProxiable;boolean;0;1;-P
            kinit;addresses;boolean;0;1;-a
            kinit;noAddresses;boolean;0;1;-A
            kinit;renew;boolean;0;1;-R
            kinit;validate;boolean;0;1;-v
            kinit;service;Optional<String>;0;1;-S
            kinit;canonicalize;boolean;0;1;-C
            kinit;enterprise;boolean;0;1;-E
            kinit;verbose;boolean;0;1;-V
            kinit;anonymous;boolean;0;1;-n
            kinit;armor;Optional<String>;0;1;-T
            kinit;attributes;List<String>;0;2147483647;-X
            kinit;passwordFile;Optional<Path>;0;1;--password-file
            klist;name;Optional<String>;0;1;
            klist;isCache;boolean;0;1;-c
            klist;isKeytab;boolean;0;1;-k
            klist;etypes;boolean;0;1;-e
            klist;flags;boolean;0;1;-f
            klist;addresses;boolean;0;1;-a
            klist;numbers;boolean;0;1;-n
            klist;timestamps;boolean;0;1;-t
            klist;silent;boolean;0;1;-s
            klist;all;boolean;0;1;-A
            klist;list;boolean;0;1;-l
            klist;json.json;boolean;0;1;--json
            kvno;services;List<String>;1;2147483647;
            kvno;cache;Optional<String>;0;1;-c
            kvno;keytab;Optional<String>;0;1;-k
            kvno;etype;Optional<String>;0;1;-e
            kvno;quiet;boolean;0;1;-q
            kvno;canonicalize;boolean;0;1;-C
            kvno;userToUser;Optional<String>;0;1;--u2u
            kvno;onBehalfOf;Optional<String>;0;1;-U
            kvno;delegation;boolean;0;1;-P
            kdestroy;cache;Optional<String>;0;1;-c
            kdestroy;all;boolean;0;1;-A
            kdestroy;quiet;boolean;0;1;-q
            """;

    private OptionLines() {}
}
