package org.hanse.admin.doctor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.transport.KdcListeners;
import org.hanse.kdc.transport.ListenFault;

/** Whether the server answers where realm.yaml says, or could if it were started. */
final class PortsCheck {
    private static final String CHECK = "ports";

    private PortsCheck() {}

    static List<Finding> of(RealmSettings settings, Probe probe) {
        ListenSettings listen = settings.listen();
        if (listen.kdcPort() == 0) {
            return List.of(Finding.warn(
                    CHECK,
                    "the system chooses the port at every start, so that nobody can be asked",
                    "set listen.kdcPort in realm.yaml"));
        }
        List<Finding> findings = new ArrayList<>();
        boolean silent = true;
        for (String host : listen.hosts()) {
            String reached = host.equals("*") ? "127.0.0.1" : host;
            InetSocketAddress endpoint = new InetSocketAddress(reached, listen.kdcPort());
            for (Probe.Way way : Probe.Way.values()) {
                Probe.Answer answer = probe.ask(settings.realm(), endpoint, way);
                silent &= answer instanceof Probe.Answer.None;
                findings.add(told(settings, reached + ":" + listen.kdcPort() + " by " + way, answer));
            }
        }
        return silent ? List.of(unanswered(listen)) : findings;
    }

    private static Finding told(RealmSettings settings, String where, Probe.Answer answer) {
        if (answer instanceof Probe.Answer.None none) {
            return Finding.fail(
                    CHECK,
                    "no answer at " + where + " (" + none.why() + ")",
                    "look for a firewall on this machine, and for listen.hosts in realm.yaml; then restart the server");
        }
        Probe.Answer.OfKdc kdc = (Probe.Answer.OfKdc) answer;
        return kdc.realm().equals(settings.realm())
                ? Finding.ok(CHECK, "the server answers at " + where)
                : Finding.fail(
                        CHECK,
                        "the KDC of another realm, " + kdc.realm() + ", answers at " + where,
                        "stop it, or choose another port with listen.kdcPort in realm.yaml");
    }

    /** Nobody answers: then the ports are opened and closed again, as the server would open them. */
    private static Finding unanswered(ListenSettings listen) {
        try (KdcListeners opened = KdcListeners.open(listen, (message, origin) -> new byte[0], System::nanoTime)) {
            return Finding.warn(
                    CHECK,
                    "the server does not run; its port, " + opened.address().getPort() + ", is free",
                    "start it with hanse server");
        } catch (ListenFault fault) {
            return Finding.fail(CHECK, fault);
        }
    }
}
