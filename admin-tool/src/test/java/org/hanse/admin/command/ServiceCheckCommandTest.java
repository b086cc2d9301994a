package org.hanse.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hanse.admin.Main;
import org.hanse.admin.web.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse service-check} as a script sees it. */
class ServiceCheckCommandTest {
    @TempDir
    private Path folder;

    private final Visitor alice = new Visitor();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path keytab;

    @BeforeEach
    void aKeytab() throws Exception {
        keytab = alice.keytab(folder.resolve("web.keytab"));
    }

    @Test
    void afterTheWantedNumberOfLoginsItExits0() throws Exception {
        CompletableFuture<Integer> exit = start("--count", "2", "--json");
        assertThat(visit(null)).isEqualTo(401);
        assertThat(visit(alice.header())).isEqualTo(200);
        assertThat(visit(alice.header())).isEqualTo(200);

        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("listening 127\\.0\\.0\\.1:[0-9]+");
        JsonNode login = new ObjectMapper().readTree(lines.get(1));
        assertThat(login.get("ok").asBoolean()).isTrue();
        assertThat(login.get("client").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(login.get("realm").asText()).isEqualTo("LUEBECK.EXAMPLE");
        assertThat(login.get("path")).map(JsonNode::asText).containsExactly("LUEBECK.EXAMPLE", "BERGEN.EXAMPLE");
        assertThat(login.get("expires").asText()).endsWith("Z");
        assertThat(login.get("reason").isNull()).isTrue();
        assertThat(login.get("links")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aRefusedLoginMakesItExit1() throws Exception {
        CompletableFuture<Integer> exit = start("--count", "1", "--own-realm-only", "--json");
        assertThat(visit(alice.header())).isEqualTo(401);

        assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        JsonNode login = new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8).lines().toList().get(1));
        assertThat(login.get("ok").asBoolean()).isFalse();
        assertThat(login.get("client").asText()).isEqualTo("alice@LUEBECK.EXAMPLE");
        assertThat(login.get("reason").asText()).isEqualTo("REALM_NOT_ADMITTED");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: ").hasLineCount(1);
    }

    @Test
    void admittedRealmsAreNamed() throws Exception {
        CompletableFuture<Integer> exit = start("--count", "1", "--admit-realm", "LUEBECK.EXAMPLE");
        assertThat(visit(alice.header())).isEqualTo(200);

        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ok alice@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("A-014")
    void anAliasIsAcceptedWhereItIsNamed() throws Exception {
        CompletableFuture<Integer> exit = start("--count", "2", "--alias", "HTTP/www.example");
        assertThat(visit(alice.headerOfATicketFor("HTTP/ftp.example"))).isEqualTo(401);
        assertThat(visit(alice.headerOfATicketFor("HTTP/www.example"))).isEqualTo(200);

        assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("WRONG_SERVICE", "ok alice@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("A-020")
    void aKeytabThatOthersMayReadIsWarnedOf() throws Exception {
        Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("rw-r--r--"));

        CompletableFuture<Integer> exit = start("--count", "1");
        assertThat(visit(alice.header())).isEqualTo(200);

        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("warning: the keytab " + keytab + " may be read by every user")
                .hasLineCount(1);
    }

    @Test
    void whatCannotServeIsToldAtOnce() {
        assertThat(run("--keytab", folder.resolve("missing").toString(), Visitor.SERVICE))
                .isEqualTo(1);
        assertThat(run("--keytab", keytab.toString(), "HTTP/other.example")).isEqualTo(1);
        assertThat(run("--keytab", keytab.toString(), Visitor.SERVICE, "--listen", "nowhere"))
                .isEqualTo(2);
        assertThat(run("--keytab", keytab.toString(), Visitor.SERVICE, "--listen", "127.0.0.1:70000"))
                .isEqualTo(2);
        assertThat(run("--keytab", keytab.toString(), Visitor.SERVICE, "--count", "0"))
                .isEqualTo(2);
        assertThat(run("--keytab", keytab.toString(), "HTTP/a@b@c")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).startsWith("error: ").contains("; "));
    }

    @Test
    void aPortInUseIsToldInOneLine() throws Exception {
        CompletableFuture<Integer> exit = start("--count", "1");
        String address = listening();

        assertThat(run("--keytab", keytab.toString(), Visitor.SERVICE, "--listen", address))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(address).hasLineCount(1);
        visit(alice.header());
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
    }

    private CompletableFuture<Integer> start(String... options) {
        List<String> words = new java.util.ArrayList<>(List.of("--keytab", keytab.toString(), Visitor.SERVICE));
        words.addAll(List.of(options));
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(words.toArray(String[]::new)));
        Awaitility.await().until(() -> out.toString(StandardCharsets.UTF_8).contains("\n"));
        return exit;
    }

    private int run(String... words) {
        String[] args = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("service-check"), java.util.Arrays.stream(words))
                .toArray(String[]::new);
        return Main.run(
                args,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
    }

    private String listening() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow()
                .substring("listening ".length());
    }

    private int visit(String authorization) throws Exception {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + listening() + "/").toURL().openConnection();
        connection.setReadTimeout(20_000);
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        int status = connection.getResponseCode();
        try (InputStream body = status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
            body.readAllBytes();
        }
        return status;
    }
}
