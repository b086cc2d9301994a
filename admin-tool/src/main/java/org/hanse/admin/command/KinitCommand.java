package org.hanse.admin.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.KdcFailures;
import org.hanse.admin.session.KerberosFiles;
import org.hanse.admin.session.SecretFiles;
import org.hanse.admin.session.Surroundings;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.NetworkKdcs;
import org.hanse.client.login.ArmorSource;
import org.hanse.client.login.ClientSecret;
import org.hanse.client.login.Login;
import org.hanse.client.login.LoginRequest;
import org.hanse.client.login.LoginResult;
import org.hanse.client.tickets.TicketOptions;
import org.hanse.client.tickets.Tickets;
import org.hanse.protocol.file.CacheFolder;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.file.TimeText;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.SecretBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse kinit}: logs in, renews or validates, and keeps the ticket in a cache that other Kerberos software reads. */
@Command(
        header = "Log in and keep the ticket",
        description = {
            "Asks the realm's KDC for a ticket-granting ticket and keeps it in the credential cache, as MIT's kinit does.",
            "Reads krb5.conf (KRB5_CONFIG) and the cache name (KRB5CCNAME). Without a terminal the password is one line of"
                    + " standard input."
        },
        footer = {"  hanse kinit alice@LUEBECK.EXAMPLE", "  hanse kinit -k -t web.keytab HTTP/www.bergen.example"})
final class KinitCommand implements HanseCommand {
    private static final int LONGEST_PASSWORD = 64 * 1024;

    @Parameters(arity = "0..1", paramLabel = "PRINCIPAL", description = "Who logs in. Default: the cache's principal.")
    Optional<String> principal = Optional.empty();

    @Option(names = "-c", paramLabel = "CCACHE", description = "The credential cache.")
    Optional<String> cache = Optional.empty();

    @Option(names = "-k", description = "Use a keytab instead of a password.")
    boolean useKeytab;

    @Option(names = "-t", paramLabel = "KEYTAB", description = "The keytab.")
    Optional<String> keytab = Optional.empty();

    @Option(names = "-l", paramLabel = "LIFE", description = "How long the ticket shall last, such as 10h.")
    Optional<String> life = Optional.empty();

    @Option(names = "-r", paramLabel = "LIFE", description = "How long the ticket shall be renewable, such as 7d.")
    Optional<String> renewable = Optional.empty();

    @Option(names = "-s", paramLabel = "START", description = "When the ticket shall become valid.")
    Optional<String> start = Optional.empty();

    @Option(names = "-f", description = "Forwardable.")
    boolean forwardable;

    @Option(names = "-F", description = "Not forwardable.")
    boolean notForwardable;

    @Option(names = "-p", description = "Proxiable.")
    boolean proxiable;

    @Option(names = "-P", description = "Not proxiable.")
    boolean notProxiable;

    @Option(names = "-a", description = "Tie the ticket to this machine's addresses.")
    boolean addresses;

    @Option(names = "-A", description = "Do not tie the ticket to addresses.")
    boolean noAddresses;

    @Option(names = "-R", description = "Renew the ticket that the cache holds.")
    boolean renew;

    @Option(names = "-v", description = "Validate the postdated ticket that the cache holds.")
    boolean validate;

    @Option(names = "-S", paramLabel = "SERVICE", description = "A ticket for this service instead of a TGT.")
    Optional<String> service = Optional.empty();

    @Option(names = "-C", description = "Let the KDC name the principal otherwise.")
    boolean canonicalize;

    @Option(names = "-E", description = "PRINCIPAL is an enterprise name, such as a mail address.")
    boolean enterprise;

    @Option(names = "-V", description = "Say what is done.")
    boolean verbose;

    @Option(names = "-n", description = "Anonymous (not built yet).")
    boolean anonymous;

    @Option(names = "-T", paramLabel = "CCACHE", description = "Log in inside FAST, armored by the ticket in CCACHE.")
    Optional<String> armor = Optional.empty();

    @Option(names = "-X", paramLabel = "ATTR=VAL", description = "Pre-authentication attribute (not built yet).")
    List<String> attributes = new ArrayList<>();

    @Option(names = "--password-file", paramLabel = "FILE", description = "Read the password from FILE.")
    Optional<Path> passwordFile = Optional.empty();

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        checkUsage();
        KerberosFiles files = KerberosFiles.of(here);
        CacheName name = files.cacheName(cache);
        try {
            if (renew || validate) {
                again(here, files, name);
            } else {
                login(here, files, name);
            }
        } catch (KdcFailure failure) {
            throw KdcFailures.told(failure);
        }
        return 0;
    }

    private void checkUsage() throws UsageFailure {
        if (anonymous || !attributes.isEmpty()) {
            String option = anonymous ? "-n" : "-X";
            throw new UsageFailure("kinit " + option + " is not built yet", "leave it out");
        }
        exclude(forwardable && notForwardable, "-f and -F");
        exclude(proxiable && notProxiable, "-p and -P");
        exclude(addresses && noAddresses, "-a and -A");
        exclude(renew && validate, "-R and -v");
        exclude(armor.isPresent() && (renew || validate), "-T and " + (renew ? "-R" : "-v"));
        exclude((useKeytab || keytab.isPresent()) && passwordFile.isPresent(), "-k and --password-file");
    }

    private static void exclude(boolean both, String options) throws UsageFailure {
        if (both) {
            throw new UsageFailure(options + " exclude each other", "give one of them");
        }
    }

    private void login(Surroundings here, KerberosFiles files, CacheName name)
            throws CommandFailure, IOException, KdcFailure {
        Optional<Keytab> keys = useKeytab || keytab.isPresent()
                ? Optional.of(KerberosFiles.read(files.keytabPath(keytab)))
                : Optional.empty();
        Principal client = client(files, name, keys);
        LoginRequest request = request(here, files, client);
        say(here, "Using principal: " + client);
        // Before the password is asked for: without armor there is no use for it.
        Optional<ArmorSource> armored = armor.isPresent() ? Optional.of(armor(here, files)) : Optional.empty();
        ClientSecret secret = keys.isPresent() ? fromKeytab(keys.get(), client) : password(here, client);
        Login login = new Login(files.conf(), new NetworkKdcs(files.conf()), here.clock(), here.random());
        LoginResult result =
                armored.isPresent() ? login.login(request, secret, armored.get()) : login.login(request, secret);
        CacheName written = write(name, result);
        say(here, "Using cache: " + written);
        say(here, "Authenticated to Kerberos v5");
    }

    /** The tickets of a cache, or what they lead to where another realm is to be asked. */
    private ArmorSource armor(Surroundings here, KerberosFiles files) throws CommandFailure, IOException {
        CacheName name = files.cacheName(armor).single();
        CredentialCache machine = KerberosFiles.read(name);
        say(here, "FAST armor ccache: " + name);
        Tickets tickets = new Tickets(files.conf(), new NetworkKdcs(files.conf()), here.clock(), here.random());
        return realm -> tickets.get(
                        machine, Principal.krbtgt(realm, machine.principal().realm()), TicketOptions.PLAIN)
                .ticket();
    }

    private static ClientSecret fromKeytab(Keytab keys, Principal client) throws CommandFailure {
        if (keys.entriesOf(client).isEmpty()) {
            throw new CommandFailure(
                    "the keytab has no key of '" + client + "'", "see what it holds with hanse klist -k");
        }
        return new ClientSecret.FromKeytab(keys);
    }

    /** As MIT: the argument, else the only principal of the keytab, else the cache's, else the user's own name. */
    private Principal client(KerberosFiles files, CacheName name, Optional<Keytab> keys)
            throws CommandFailure, IOException {
        if (principal.isPresent()) {
            return enterprise
                    ? new Principal(
                            new PrincipalName(NameType.ENTERPRISE, List.of(principal.get())), files.defaultRealm())
                    : named(files, principal.get());
        }
        if (keys.isPresent()) {
            Set<Principal> held =
                    keys.get().entries().stream().map(KeytabEntry::principal).collect(Collectors.toSet());
            if (held.size() == 1) {
                return held.iterator().next();
            }
            throw new UsageFailure(
                    "the keytab has keys of " + held.size() + " principals", "name the one that logs in");
        }
        try {
            return CredentialCache.read(name.toFile()).principal();
        } catch (NoSuchFileException noCache) {
            if (files.user().isEmpty()) {
                throw new UsageFailure("nobody says who logs in", "name a principal");
            }
            return new Principal(PrincipalName.of(files.user()), files.defaultRealm());
        }
    }

    private static Principal named(KerberosFiles files, String text) throws CommandFailure {
        return files.conf().defaultRealm().isPresent()
                ? Principal.parse(text, files.defaultRealm())
                : KdcFailures.withRealm(text, files);
    }

    private LoginRequest request(Surroundings here, KerberosFiles files, Principal client) throws CommandFailure {
        LoginRequest request = LoginRequest.of(client, files.conf());
        try {
            if (life.isPresent()) {
                request = request.lasting(KerberosDuration.parse(life.get()));
            }
            if (renewable.isPresent()) {
                request = request.renewableFor(KerberosDuration.parse(renewable.get()));
            }
            if (start.isPresent()) {
                request = request.startingAt(
                        TimeText.parseStart(start.get(), here.clock().instant(), ZoneId.systemDefault()));
            }
        } catch (IllegalArgumentException wrong) {
            CommandFailure told = KdcFailures.told(String.valueOf(wrong.getMessage()), "see hanse kinit --help");
            throw new UsageFailure(told.what(), told.cure());
        }
        if (service.isPresent()) {
            request = request.forService(
                    Principal.parse(service.get(), client.realm()).name());
        }
        request = request.forwardable((request.forwardable() || forwardable) && !notForwardable)
                .proxiable((request.proxiable() || proxiable) && !notProxiable)
                .canonicalize(request.canonicalize() || canonicalize || enterprise);
        boolean tied = addresses || (!noAddresses && !files.conf().noAddresses());
        return tied ? request.onlyFrom(LocalAddresses.all()) : request;
    }

    private ClientSecret password(Surroundings here, Principal client) throws CommandFailure, IOException {
        if (passwordFile.isPresent()) {
            return new ClientSecret.Password(SecretFiles.read(passwordFile.get()));
        }
        Optional<char[]> typed = here.prompt().ask("Password for " + client + ": ");
        SecretBytes password = typed.isPresent() ? utf8(typed.get()) : line(here.in());
        if (password.length() == 0) {
            throw new CommandFailure("no password was given", "type one, or give --password-file");
        }
        return new ClientSecret.Password(password);
    }

    private static SecretBytes utf8(char[] typed) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        Arrays.fill(typed, '\0');
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        encoded.clear().put(new byte[encoded.capacity()]);
        return SecretBytes.takeOver(octets);
    }

    /** One line, read octet by octet: what stands behind it is for whoever reads next. */
    private static SecretBytes line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n' && line.size() < LONGEST_PASSWORD; octet = in.read()) {
            line.write(octet);
        }
        byte[] octets = line.toByteArray();
        boolean returned = octets.length > 0 && octets[octets.length - 1] == '\r';
        SecretBytes password = SecretBytes.copyOf(returned ? Arrays.copyOf(octets, octets.length - 1) : octets);
        Arrays.fill(octets, (byte) 0);
        return password;
    }

    /** Into the cache that was named; into a collection as MIT's kinit does, where the newest login becomes the primary one. */
    private CacheName write(CacheName name, LoginResult result) throws IOException {
        if (name.kind() != CacheName.Kind.COLLECTION) {
            CredentialCache.write(name.path(), result.toCache());
            return name;
        }
        CacheFolder folder = new CacheFolder(name.path());
        folder.create();
        Path file = cache.isPresent() ? folder.primary() : folder.fileFor(result.client());
        CredentialCache.write(file, result.toCache());
        folder.makePrimary(file);
        return new CacheName(CacheName.Kind.MEMBER, file);
    }

    /** -R and -v: the cache then holds the new ticket alone, since the others were got with the old one. */
    private void again(Surroundings here, KerberosFiles files, CacheName name)
            throws CommandFailure, IOException, KdcFailure {
        CredentialCache old = KerberosFiles.read(name);
        Principal server = service.isPresent()
                ? Principal.parse(service.get(), old.principal().realm())
                : Principal.krbtgt(old.principal().realm(), old.principal().realm());
        Credential ticket = old.ticketFor(server)
                .orElseThrow(() ->
                        new CommandFailure("the cache holds no ticket for " + server, "get one with hanse kinit"));
        say(here, "Using cache: " + name.single());
        say(here, "Using principal: " + old.principal());
        Tickets tickets = new Tickets(files.conf(), new NetworkKdcs(files.conf()), here.clock(), here.random());
        Credential fresh = renew ? tickets.renew(old, ticket) : tickets.validate(old, ticket);
        List<Credential> kept = new ArrayList<>(
                old.credentials().stream().filter(Credential::isConfiguration).toList());
        kept.add(fresh);
        CredentialCache.write(name.toFile(), new CredentialCache(old.principal(), old.clockOffset(), kept));
        say(here, renew ? "Renewed credential" : "Validated credential");
    }

    private void say(Surroundings here, String line) {
        if (verbose) {
            here.out().println(line);
        }
    }
}
