package org.hanse.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The names of all commands. A command is made only when it is called, so that the others cost nothing at start-up; a new
 * one is one {@code add} line in {@link #hanse()}.
 */
public final class CommandTable {
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, Supplier<HanseCommand>> commands = new LinkedHashMap<>();
    private final Map<String, String> later = new LinkedHashMap<>();

    private CommandTable() {}

    /** The table of {@code docs/cli-contract.md}, in its order. */
    public static CommandTable hanse() {
        return new CommandTable()
                .group("realm", "Make a realm home and look at it")
                .add("realm init", RealmInitCommand::new)
                .add("realm show", RealmShowCommand::new)
                .add("realm rekey", RealmRekeyCommand::new)
                .add("realm export-recovery-key", RealmExportRecoveryKeyCommand::new)
                .add("realm recover-identity", RealmRecoverIdentityCommand::new)
                .add("realm backup", RealmBackupCommand::new)
                .add("realm restore", RealmRestoreCommand::new)
                .later("realm import")
                .add("krb5-conf", Krb5ConfCommand::new)
                .add("explain", ExplainCommand::new)
                .add("doctor", DoctorCommand::new)
                .later("kadmin")
                .group("principal", "Users and services of the realm")
                .add("principal add", PrincipalAddCommand::new)
                .add("principal show", PrincipalShowCommand::new)
                .add("principal list", PrincipalListCommand::new)
                .add("principal modify", PrincipalModifyCommand::new)
                .add("principal passwd", PrincipalPasswdCommand::new)
                .add("principal rename", PrincipalRenameCommand::new)
                .add("principal alias", PrincipalAliasCommand::new)
                .add("principal unlock", PrincipalUnlockCommand::new)
                .add("principal delete", PrincipalDeleteCommand::new)
                .add("principal undelete", PrincipalUndeleteCommand::new)
                .add("principal purge-keys", PrincipalPurgeKeysCommand::new)
                .add("principal import", PrincipalImportCommand::new)
                .group("keytab", "Keys of services, as files")
                .add("keytab export", KeytabExportCommand::new)
                .add("keytab list", KeytabListCommand::new)
                .group("policy", "Rules that principals share")
                .add("policy add", PolicyAddCommand::new)
                .add("policy modify", PolicyModifyCommand::new)
                .add("policy show", PolicyShowCommand::new)
                .add("policy list", PolicyListCommand::new)
                .add("policy delete", PolicyDeleteCommand::new)
                .group("trust", "Trust between realms")
                .add("trust shared-secret", TrustSharedSecretCommand::new)
                .add("trust declare", TrustDeclareCommand::new)
                .add("trust confirm", TrustConfirmCommand::new)
                .add("trust rotate", TrustRotateCommand::new)
                .add("trust resync", TrustResyncCommand::new)
                .add("trust list", TrustListCommand::new)
                .add("trust show", TrustShowCommand::new)
                .add("trust modify", TrustModifyCommand::new)
                .add("trust purge-keys", TrustPurgeKeysCommand::new)
                .add("trust remove", TrustRemoveCommand::new)
                .add("trust suspend", TrustSuspendCommand::new)
                .add("trust resume", TrustResumeCommand::new)
                .add("trust path", TrustPathCommand::new)
                .add("trust test", TrustTestCommand::new)
                .add("trust introduce", TrustIntroduceCommand::new)
                .add("trust introductions", TrustIntroductionsCommand::new)
                .add("trust plan", TrustPlanCommand::new)
                .add("trust apply", TrustApplyCommand::new)
                .add("trust export", TrustExportCommand::new)
                .add("server", ServerCommand::new)
                .add("service-check", ServiceCheckCommand::new)
                .group("federation", "A signed list of members")
                .add("federation create", FederationCreateCommand::new)
                .add("federation add", FederationAddCommand::new)
                .add("federation remove", FederationRemoveCommand::new)
                .add("federation sign", FederationSignCommand::new)
                .add("federation join", FederationJoinCommand::new)
                .add("federation leave", FederationLeaveCommand::new)
                .add("federation show", FederationShowCommand::new)
                .group("identity", "A user's own keys")
                .later("identity init", "identity show", "identity rotate", "identity register", "identity recover")
                .group("link", "One person, several names")
                .later("link create", "link propose", "link refuse", "link list", "link show", "link revoke")
                .later("link share", "link unshare", "link export", "link verify", "link map")
                .group("account", "A user's encrypted backup")
                .later("account export", "account verify", "account import")
                .group("move", "Moving to another realm")
                .later("move start", "move status", "move abort", "move finish", "move recover")
                .add("kinit", KinitCommand::new)
                .add("klist", KlistCommand::new)
                .add("kdestroy", KdestroyCommand::new)
                .add("kvno", KvnoCommand::new)
                .add("visit", VisitCommand::new)
                .later("kpasswd");
    }

    /** A word that only other words follow, with the line that {@code hanse --help} shows of it. */
    private CommandTable group(String name, String summary) {
        groups.put(name, summary);
        return this;
    }

    /** @param path the words that call it, such as {@code principal add} */
    CommandTable add(String path, Supplier<HanseCommand> command) {
        commands.put(path, command);
        return this;
    }

    /** Commands of the contract that are not built yet: they say so and exit 2. */
    private CommandTable later(String... paths) {
        for (String path : paths) {
            later.put(path, path);
        }
        return this;
    }

    /** Groups and their summaries, in the order of the help page. */
    public Map<String, String> groups() {
        return java.util.Collections.unmodifiableMap(groups);
    }

    public Optional<Supplier<HanseCommand>> find(String path) {
        return Optional.ofNullable(commands.get(path));
    }

    public boolean isLater(String path) {
        return later.containsKey(path);
    }

    /** The paths of built commands in a group, or of those without a group for the empty name. */
    public List<String> pathsIn(String group) {
        return commands.keySet().stream()
                .filter(path -> group.isEmpty() ? path.indexOf(' ') < 0 : path.startsWith(group + " "))
                .toList();
    }
}
