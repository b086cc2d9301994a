package org.hanse.kdc.realm;

import java.time.Duration;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.realmtrust.agreement.AgreementSettings;

/** The times of this realm's agreements, as they follow from its settings. */
public final class AgreementTimes {
    private AgreementTimes() {}

    public static AgreementSettings of(RealmSettings settings) {
        KdcSettings kdc = settings.kdc();
        Duration life = kdc.maxLife().compareTo(kdc.maxRenew()) > 0 ? kdc.maxLife() : kdc.maxRenew();
        return AgreementSettings.usual(settings.trustRotation(), life);
    }
}
