package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.KerberosFiles;
import org.hanse.admin.session.Surroundings;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse klist}: what a credential cache or a keytab holds, in MIT's layout. */
@Command(
        header = "Show the tickets of a cache, or the keys of a keytab",
        description =
                "Shows the default credential cache, or what is named. With -s nothing is shown, and the exit code says"
                        + " whether there is a valid ticket.",
        footer = {"  hanse klist -e -f", "  hanse klist -k web.keytab", "  hanse klist -s && echo logged in"})
final class KlistCommand implements HanseCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The credential cache; with -k the keytab.")
    Optional<String> name = Optional.empty();

    @Option(names = "-c", description = "NAME is a credential cache. This is the default.")
    boolean isCache;

    @Option(names = "-k", description = "NAME is a keytab.")
    boolean isKeytab;

    @Option(names = "-e", description = "Show encryption types.")
    boolean etypes;

    @Option(names = "-f", description = "Show flags.")
    boolean flags;

    @Option(names = "-a", description = "Show addresses.")
    boolean addresses;

    @Option(names = "-n", description = "Show addresses as numbers, which is always done.")
    boolean numbers;

    @Option(names = "-t", description = "Show when the keytab's entries were written.")
    boolean timestamps;

    @Option(names = "-s", description = "Show nothing: exit 0 if there is a valid ticket, else 1.")
    boolean silent;

    @Option(names = "-A", description = "Show all caches of the collection.")
    boolean all;

    @Option(names = "-l", description = "List the caches of the collection.")
    boolean list;

    @Mixin
    JsonOption json = new JsonOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        if (isKeytab && isCache) {
            throw new UsageFailure("-c and -k exclude each other", "give one of them");
        }
        if (silent) {
            return hasValidTicket(here) ? 0 : 1;
        }
        KerberosFiles files = KerberosFiles.of(here);
        if (isKeytab) {
            keytab(here, files.keytabPath(name));
        } else if (all || list) {
            collection(here, files.cacheName(name));
        } else {
            CacheName cache = files.cacheName(name).single();
            CredentialCache content = KerberosFiles.read(cache);
            if (json.isWanted()) {
                Json.print(here.out(), CacheListing.asMap(cache, content));
            } else {
                listing(here).print(here.out(), cache, content);
            }
        }
        return 0;
    }

    private CacheListing listing(Surroundings here) {
        return new CacheListing(etypes, flags, addresses, here.clock().instant());
    }

    private void keytab(Surroundings here, Path path) throws CommandFailure, IOException {
        Keytab keytab = KerberosFiles.read(path);
        if (json.isWanted()) {
            Json.print(here.out(), KeytabListing.asMap(path, keytab));
        } else {
            KeytabListing.print(here.out(), path, keytab, timestamps, etypes);
        }
    }

    private void collection(Surroundings here, CacheName name) throws CommandFailure, IOException {
        CacheName whole = name.collection();
        List<Object> maps = new ArrayList<>();
        List<CacheName> caches = whole.all();
        if (caches.isEmpty()) {
            throw new CommandFailure("No credentials cache found in " + whole, "get a ticket with hanse kinit");
        }
        if (list && !json.isWanted()) {
            here.out().printf("%-30s %s%n%-30s %s%n", "Principal name", "Cache name", "--------------", "----------");
        }
        for (CacheName cache : caches) {
            CredentialCache content = KerberosFiles.read(cache);
            if (json.isWanted()) {
                Map<String, Object> map = new LinkedHashMap<>(CacheListing.asMap(cache, content));
                maps.add(map);
            } else if (list) {
                here.out().printf("%-30s %s%n", content.principal(), cache);
            } else {
                listing(here).print(here.out(), cache, content);
                here.out().println();
            }
        }
        if (json.isWanted()) {
            Json.print(here.out(), maps);
        }
    }

    /** As MIT: a TGT of the home realm decides if there is one, else any ticket. Whatever is wrong counts as no. */
    private boolean hasValidTicket(Surroundings here) {
        try {
            CredentialCache cache =
                    KerberosFiles.read(KerberosFiles.of(here).cacheName(name).single());
            Instant now = here.clock().instant();
            List<Credential> tgts = cache.tickets().stream()
                    .filter(t -> t.isTgt()
                            && t.server()
                                    .name()
                                    .components()
                                    .get(1)
                                    .equals(cache.principal().realm().value()))
                    .toList();
            return (tgts.isEmpty() ? cache.tickets() : tgts)
                    .stream()
                            .anyMatch(
                                    t -> t.endTime().isAfter(now) && !t.flags().has(TicketFlag.INVALID));
        } catch (CommandFailure | IOException none) {
            return false;
        }
    }
}
