package org.hanse.admin.command;

import java.util.List;
import java.util.regex.Pattern;
import org.hanse.admin.output.UsageFailure;

/** KDCs as {@code HOST:PORT}, the form of krb5.conf. */
final class KdcAddresses {
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private KdcAddresses() {}

    static void check(List<String> addresses) throws UsageFailure {
        for (String address : addresses) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new UsageFailure(
                        "--kdc takes HOST:PORT and not \"" + address + "\"", "write it like kdc.bergen.example:88");
            }
        }
    }
}
