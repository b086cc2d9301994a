package org.hanse.client.kdc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.file.KdcAddress.Transport;
import org.hanse.protocol.name.RealmName;

/** SRV records of a realm's KDCs, RFC 4120 §7.2.3.2. */
final class KdcServiceRecords {
    private KdcServiceRecords() {}

    private record Ranked(int priority, KdcAddress address) {}

    /** A realm that is named like a domain: nothing else is in the DNS, and nothing else may get into a JNDI name. */
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    /** The KDCs that the DNS names, by priority, or none: a DNS that does not answer names none. */
    static List<KdcAddress> lookUp(RealmName realm) {
        if (!DOMAIN.matcher(realm.value()).matches()) {
            return List.of();
        }
        List<KdcAddress> found = new ArrayList<>(lookUp("_kerberos._udp.", Transport.UDP, realm));
        found.addAll(lookUp("_kerberos._tcp.", Transport.TCP, realm));
        return found;
    }

    // JNDI is dangerous with names and objects of strangers: here the name is a checked domain and the answer is read
    // as text.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private static List<KdcAddress> lookUp(String service, Transport transport, RealmName realm) {
        List<Ranked> found = new ArrayList<>();
        try {
            Hashtable<String, String> environment = new Hashtable<>();
            environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
            environment.put("com.sun.jndi.dns.timeout.initial", "1000");
            environment.put("com.sun.jndi.dns.timeout.retries", "2");
            InitialDirContext dns = new InitialDirContext(environment);
            Attribute records = dns.getAttributes(service + realm + ".", new String[] {"SRV"})
                    .get("SRV");
            if (records != null) {
                NamingEnumeration<?> each = records.getAll();
                while (each.hasMore()) {
                    // priority weight port target
                    String[] fields = each.next().toString().split(" ");
                    String host = fields[3].endsWith(".") ? fields[3].substring(0, fields[3].length() - 1) : fields[3];
                    if (!host.isEmpty()) {
                        found.add(new Ranked(
                                Integer.parseInt(fields[0]),
                                new KdcAddress(transport, host, Integer.parseInt(fields[2]))));
                    }
                }
            }
        } catch (NamingException | RuntimeException noAnswer) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(Ranked::priority));
        return found.stream().map(Ranked::address).toList();
    }
}
