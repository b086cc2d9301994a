package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse server} as a process: what it prints, and how it takes signals. */
@Timeout(120)
class ServerCommandTest {
    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void printsOneLineReloadsOnHupAndEndsWithZeroOnTerm() throws Exception {
        // given
        Path home = Hanse.withRealm(folder).home();
        Process server = server(home, "first");
        String ready = readyLine("first");
        assertThat(ready)
                .matches("ready realm=LUEBECK\\.EXAMPLE kdc=127\\.0\\.0\\.1:\\d+ kpasswd=- https=127\\.0\\.0\\.1:\\d+");

        // when told to reload, and by a connection that stays open to have something to close
        int port = Integer.parseInt(ready.replaceAll(".*127.0.0.1:(\\d+) .*", "$1"));
        try (Socket idle = new Socket("127.0.0.1", port)) {
            signal(server, "HUP");
            await().atMost(Duration.ofSeconds(30)).until(() -> log(home).contains("realm.yaml was read again"));
            signal(server, "TERM");

            // then
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(idle.getInputStream().read()).isNegative();
        }
        assertThat(server.exitValue()).isZero();
        assertThat(Files.readString(out("first"))).isEqualTo(ready + System.lineSeparator());
        assertThat(err("first")).isEmpty();
        assertThat(log(home)).contains("stopped");
    }

    @Test
    void secondServerOfTheSameHomeIsOneLineAndExitOne() throws Exception {
        Path home = Hanse.withRealm(folder).home();
        server(home, "first");
        String port = readyLine("first").replaceAll(".*127.0.0.1:(\\d+) .*", "$1");

        Process second = server(home, "second");

        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(err("second"))
                .isEqualTo(
                        "error: TCP port " + port + " on 127.0.0.1 is in use; stop the other server or choose another"
                                + " with listen.kdcPort in realm.yaml" + System.lineSeparator());
        assertThat(Files.readString(out("second"))).isEmpty();
    }

    @Test
    void missingHomeIsOneLineAndExitOne() throws Exception {
        Process server = server(folder.resolve("none"), "only");
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(1);
        assertThat(err("only"))
                .startsWith("error: ")
                .contains("realm.yaml is missing; ")
                .hasLineCount(1);
    }

    private Process server(Path home, String name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "server",
                        "--home",
                        home.toString())
                .redirectOutput(out(name).toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String readyLine(String name) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(out(name)).endsWith(System.lineSeparator()));
        return read(out(name)).strip();
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Path out(String name) {
        return folder.resolve(name + ".out");
    }

    private String err(String name) {
        return read(folder.resolve(name + ".err"));
    }

    private static String log(Path home) {
        return read(home.resolve("log/kdc.log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
