package org.hanse.kdc.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;

/** Writes trusts.yaml; what is the default is left out. Reading it gives equal settings. */
public final class TrustsText {
    private final StringBuilder out = new StringBuilder();

    private TrustsText() {}

    public static String of(WantedTrusts wanted) {
        TrustsText text = new TrustsText();
        text.line(
                "# The trusts of this realm: hanse trust plan compares them with this file, hanse trust apply makes them so.");
        text.line("# conf/trusts.yaml explains each key. No key and no password is in here.");
        wanted.realm().ifPresent(realm -> text.line("realm: " + SettingsText.quoted(realm.value())));
        text.line(wanted.trusts().isEmpty() ? "trusts: {}" : "trusts:");
        wanted.trusts().forEach(text::trust);
        return text.out.toString();
    }

    private void trust(TrustSettings trust) {
        line("  " + SettingsText.quoted(trust.peer().value()) + ":");
        line("    kind: " + trust.keys().kind());
        if (trust.keys() instanceof TrustSettings.Agreed agreed) {
            text("url", Optional.of(agreed.url()));
            text("fingerprint", agreed.fingerprint().map(Fingerprint::hex));
        } else if (trust.keys() instanceof TrustSettings.Shared shared) {
            shared(shared);
        }
        policy(trust.policy());
        list("kdcs", trust.kdcs());
    }

    private void shared(TrustSettings.Shared shared) {
        if (shared.in().equals(shared.out())) {
            secret("", shared.in());
        } else {
            secret("In", shared.in());
            secret("Out", shared.out());
        }
        list("enctypes", shared.enctypes().stream().map(EncType::toString).toList());
    }

    private void secret(String direction, TrustSettings.Secret secret) {
        text("passwordFile" + direction, secret.file().map(Path::toString));
        if (secret.kvno().value() > 0) {
            line("    kvno" + direction + ": " + secret.kvno());
        }
    }

    private void policy(TrustPolicy policy) {
        if (policy.direction() != TrustDirection.BOTH) {
            line("    direction: " + policy.direction().word());
        }
        list("acceptRealms", names(policy.acceptRealms()));
        list("transitTo", names(policy.transitTo()));
        list("clients", policy.clients());
        list("domains", policy.domains());
        policy.maxLife().ifPresent(life -> line("    maxLife: " + KerberosDuration.format(life)));
        flag("allowForwardable", policy.allowForwardable());
        flag("relayLogins", policy.relayLogins());
        flag("logOnly", policy.logOnly());
    }

    private static List<String> names(Collection<RealmName> realms) {
        return realms.stream().map(RealmName::value).sorted().toList();
    }

    private void text(String key, Optional<String> text) {
        text.ifPresent(value -> line("    " + key + ": " + SettingsText.quoted(value)));
    }

    private void list(String key, List<String> words) {
        if (!words.isEmpty()) {
            line("    " + key + ": " + SettingsText.list(words));
        }
    }

    private void flag(String key, boolean value) {
        if (value) {
            line("    " + key + ": true");
        }
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
