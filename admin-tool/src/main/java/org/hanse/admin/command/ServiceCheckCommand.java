package org.hanse.admin.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.admin.web.LoginListener;
import org.hanse.admin.web.LoginText;
import org.hanse.client.accept.Acceptor;
import org.hanse.client.accept.AcceptorBuilder;
import org.hanse.client.accept.Caller;
import org.hanse.client.accept.Login;
import org.hanse.protocol.name.RealmName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse service-check}: a web service that asks for Negotiate and says who came. */
@Command(
        header = "Be a web service that says who logs in",
        description = {
            "Listens for HTTP, asks for Negotiate, and answers 200 with who the visitor is, or 401 with the reason.",
            "For trying a set-up: the keytab, the names and the trusts, before the real service is touched."
        },
        footer = {
            "  hanse service-check --keytab www.keytab HTTP/www.bergen.example --listen 127.0.0.1:8080",
            "  curl --negotiate -u : http://www.bergen.example:8080/"
        })
final class ServiceCheckCommand implements HanseCommand {
    @Parameters(paramLabel = "SERVICE", description = "Whose keys open tickets, such as HTTP/www.bergen.example.")
    String service;

    @Option(names = "--keytab", required = true, paramLabel = "FILE", description = "The service's keys.")
    Path keytab;

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            defaultValue = "127.0.0.1:0",
            description = "Where to listen; port 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    String listen;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after N logins: exit 0, or 1 if one was refused. Default: go on for ever.")
    @Nullable
    Integer count;

    @Option(
            names = "--alias",
            paramLabel = "SERVICE",
            description = "Take tickets that bear this name too; repeatable. Default: the service's own name only.")
    List<String> aliases = new ArrayList<>();

    @Option(
            names = "--admit-realm",
            paramLabel = "REALM",
            description = "Admit clients of this realm only; repeatable. Default: of every realm.")
    List<String> admitRealms = new ArrayList<>();

    @Option(names = "--own-realm-only", description = "Admit clients of the service's own realm only.")
    boolean ownRealmOnly;

    @Mixin
    JsonOption json;

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        InetSocketAddress address = address(listen);
        if (count != null && count < 1) {
            throw new UsageFailure("--count " + count + " is no number of logins", "give 1 or more");
        }
        Acceptor acceptor = acceptor(here);
        CountDownLatch wanted = new CountDownLatch(count == null ? 1 : count);
        AtomicInteger refused = new AtomicInteger();
        LoginListener.Observer observer = login -> {
            if (login instanceof Login.Continue) {
                return;
            }
            synchronized (here) {
                if (count != null && wanted.getCount() == 0) {
                    return;
                }
                report(here, login);
                if (login instanceof Login.Refused) {
                    refused.incrementAndGet();
                }
                if (count != null) {
                    wanted.countDown();
                }
            }
        };
        try (LoginListener listener = start(address, acceptor, observer)) {
            here.out().println("listening " + hostText(address) + ":" + listener.port());
            here.out().flush();
            wanted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted before all logins came", "run it again");
        }
        if (refused.get() > 0) {
            throw new CommandFailure(
                    refused.get() + " of " + count + " logins " + (refused.get() == 1 ? "was" : "were") + " refused",
                    "see the reason above");
        }
        return 0;
    }

    private Acceptor acceptor(Surroundings here) throws IOException, CommandFailure {
        AcceptorBuilder builder =
                Acceptor.builder(keytab).service(service).clock(here.clock()).random(here.random());
        builder.alias(aliases.toArray(String[]::new));
        if (ownRealmOnly) {
            builder.admitOwnRealm();
        }
        if (!admitRealms.isEmpty()) {
            builder.admitRealms(admitRealms.toArray(String[]::new));
        }
        Acceptor acceptor = builder.build();
        acceptor.keytabWarning()
                .ifPresent(why -> here.err()
                        .println("warning: the keytab " + keytab + " " + why
                                + "; make it readable by the service's account alone (chmod 600)"));
        return acceptor;
    }

    private LoginListener start(InetSocketAddress address, Acceptor acceptor, LoginListener.Observer observer)
            throws IOException, CommandFailure {
        try {
            return LoginListener.start(address, acceptor, observer);
        } catch (BindException e) {
            throw new CommandFailure(
                    "cannot listen on " + listen + ": " + e.getMessage(),
                    "choose an address of this machine and a port that is free, or port 0");
        }
    }

    private void report(Surroundings here, Login login) {
        if (json.isWanted()) {
            Json.printLine(here.out(), asMap(login));
        } else {
            here.out().println(LoginText.line(login));
            here.out().flush();
        }
    }

    private static Map<String, @Nullable Object> asMap(Login login) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (login instanceof Login.Accepted accepted) {
            Caller caller = accepted.caller();
            map.put("ok", true);
            map.put("client", caller.principal().toString());
            map.put("realm", caller.realm().value());
            map.put("path", caller.path().stream().map(RealmName::value).toList());
            map.put("expires", caller.expires());
            map.put("reason", null);
            map.put("explanation", null);
        } else if (login instanceof Login.Refused no) {
            map.put("ok", false);
            map.put("client", no.client().map(Object::toString).orElse(null));
            map.put("realm", no.client().map(client -> client.realm().value()).orElse(null));
            map.put("path", List.of());
            map.put("expires", null);
            map.put("reason", no.reason().name());
            map.put("explanation", no.explanation() + "; " + no.cure());
        }
        map.put("links", List.of());
        return map;
    }

    private static InetSocketAddress address(String text) throws UsageFailure {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xFFFF) {
            throw new UsageFailure("--listen " + text + " is no ADDR:PORT", "write it as in 127.0.0.1:8080");
        }
        String host = text.substring(0, colon);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return new InetSocketAddress(InetAddress.getByName(bare), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new UsageFailure("--listen " + text + " names no address", "give an address of this machine");
        }
    }

    private static String hostText(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
