package org.hanse.stock;

import java.nio.file.Path;

/** {@code hanse service-check}: a web service that asks for Negotiate and says who came. */
final class WebService implements AutoCloseable {
    private final String host;
    private final Daemon daemon;

    private WebService(String host, Daemon daemon) {
        this.host = host;
        this.daemon = daemon;
    }

    /** The service {@code HTTP/host} with a keytab, on a free loopback port, until {@code logins} were tried. */
    static WebService start(String host, Path keytab, int logins, Path log, String... options) {
        Command command = StockTools.hanse("service-check", "--keytab", keytab.toString(), "HTTP/" + host)
                .with("--listen", "127.0.0.1:0", "--count", Integer.toString(logins), "--json")
                .with(options);
        return new WebService(host, Daemon.start(command, log, "listening "));
    }

    String port() {
        String line = daemon.line("listening ");
        return line.substring(line.lastIndexOf(':') + 1).trim();
    }

    String url() {
        return "http://" + host + ":" + port() + "/";
    }

    String url(String address) {
        return "http://" + address + ":" + port() + "/";
    }

    /** curl with the desk's ticket; the status code stands in the last line. */
    Command curl(Desk desk) {
        return desk.mit("curl", "--silent", "--show-error", "--negotiate", "--user", ":")
                .with("--noproxy", "*", "--resolve", host + ":" + port() + ":127.0.0.1")
                .with("--write-out", "\nstatus %{http_code}\n", url());
    }

    /** What it said, once it has ended. */
    Daemon daemon() {
        return daemon;
    }

    @Override
    public void close() {
        daemon.close();
    }
}
