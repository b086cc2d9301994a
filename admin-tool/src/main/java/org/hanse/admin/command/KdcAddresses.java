package org.hanse.admin.command;

import java.util.List;
import java.util.regex.Pattern;
import org.hanse.admin.output.UsageFailure;
import org.hanse.protocol.file.KdcAddress;

/** KDCs as {@code HOST:PORT}, the form of krb5.conf. */
final class KdcAddresses {
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private KdcAddresses() {}

    static void check(List<String> addresses) throws UsageFailure {
        for (String address : addresses) {
            if (!ADDRESS.matcher(address).matches() || !hasPort(address)) {
                throw new UsageFailure(
                        "--kdc takes HOST:PORT and not \"" + address + "\"", "write it like kdc.bergen.example:88");
            }
        }
    }

    /** One that there is, or none, which is 88. */
    private static boolean hasPort(String address) {
        try {
            KdcAddress.parse(address);
            return true;
        } catch (IllegalArgumentException noPort) {
            return false;
        }
    }
}
