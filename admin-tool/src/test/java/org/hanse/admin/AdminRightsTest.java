package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hanse.kdc.admin.operation.Operation;
import org.hanse.kdc.admin.operation.Operations;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.file.Credential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Right by right: what each operation needs, and that nothing else will do. */
@Timeout(300)
class AdminRightsTest {
    @TempDir
    static Path folder;

    private static AdminPort port;
    private static Credential desk;

    /** By operation: the letters that it needs, and a request that is fine but for what the realm says of it. */
    private static final Map<String, String[]> REQUESTS = new LinkedHashMap<>();

    private static void request(String operation, String letters, String body) {
        REQUESTS.put(operation, new String[] {letters, body.replace('\'', '"')});
    }

    static {
        request("principal/add", "a", "{'name': 'krbtgt/X', 'keys': {'randomKey': true}, 'edits': {}}");
        request("principal/modify", "m", "{'name': 'nobody', 'edits': {'attributes': {'k': 'v'}}}");
        request("principal/passwd", "c", "{'name': 'nobody', 'keys': {'randomKey': true}}");
        request("principal/rename", "ad", "{'name': 'nobody', 'newName': 'noone'}");
        request("principal/alias", "am", "{'name': 'nobody', 'alias': 'noone'}");
        request("principal/unalias", "dm", "{'name': 'nobody', 'alias': 'noone'}");
        request("principal/delete", "d", "{'name': 'nobody'}");
        request("principal/undelete", "a", "{'name': 'nobody'}");
        request("principal/unlock", "m", "{'name': 'nobody'}");
        request("principal/purge-keys", "m", "{'name': 'nobody'}");
        request("principal/show", "i", "{'name': 'alice'}");
        request("principal/list", "l", "{'glob': '*'}");
        request(
                "principal/import",
                "acms",
                "{'lines': [{'number': 1, 'name': 'krbtgt/X', 'edits': {}, 'keys': [{'kvno': 1,"
                        + " 'enctype': 'aes128-cts-hmac-sha1-96', 'key': 'AAAAAAAAAAAAAAAAAAAAAA=='}]}], 'update': true}");
        request("keytab/export", "ce", "{'names': ['nobody']}");
        request("policy/add", "a", "{'name': '!'}");
        request("policy/modify", "m", "{'name': 'none'}");
        request("policy/delete", "d", "{'name': 'none'}");
        request("policy/show", "i", "{'name': 'none'}");
        request("policy/list", "l", "{}");
        request(
                "trust/shared-secret",
                "as",
                "{'peer': 'LUEBECK.EXAMPLE', 'passwordIn': 'eA==', 'kvnoIn': 1, 'kvnoOut': 1, 'policy': {}}");
        request(
                "trust/declare",
                "a",
                "{'peer': 'LUEBECK.EXAMPLE', 'url': 'https://kdc.luebeck.example', 'policy': {}}");
        request("trust/confirm", "a", "{'peer': 'BERGEN.EXAMPLE', 'code': 'TQHV-V40G-TK7P-T26V-YR4B'}");
        request("trust/rotate", "c", "{'peer': 'BERGEN.EXAMPLE', 'revokeOld': true}");
        request("trust/resync", "c", "{'peer': 'BERGEN.EXAMPLE'}");
        request("trust/modify", "m", "{'peer': 'BERGEN.EXAMPLE', 'policy': {'logOnly': true}}");
        request("trust/suspend", "m", "{'peer': 'BERGEN.EXAMPLE', 'reason': 'why'}");
        request("trust/resume", "m", "{'peer': 'BERGEN.EXAMPLE'}");
        request("trust/remove", "d", "{'peer': 'BERGEN.EXAMPLE'}");
        request("trust/purge-keys", "m", "{'peer': 'BERGEN.EXAMPLE'}");
        request("trust/show", "i", "{'peer': 'BERGEN.EXAMPLE'}");
        request("trust/list", "l", "{}");
        request("trust/path", "i", "{'from': 'LUEBECK.EXAMPLE', 'to': 'BERGEN.EXAMPLE'}");
        request("trust/allow-introductions", "a", "{'peer': 'BERGEN.EXAMPLE', 'accepts': 'sometimes'}");
        request("trust/introduce", "a", "{'peer': 'BERGEN.EXAMPLE', 'introducer': 'VISBY.EXAMPLE'}");
        request("trust/introductions", "l", "{}");
        request(
                "federation/join",
                "ad",
                "{'name': 'north.example', 'fingerprint': '" + "7".repeat(64) + "', 'list': 'AAAA'}");
        request("federation/leave", "d", "{'name': 'north.example'}");
        request("federation/show", "i", "{'name': 'north.example'}");
        request("federation/list", "l", "{}");
        request("realm/show", "i", "{}");
        request("realm/rekey", "c", "{'enctypes': ['rc4']}");
        request("realm/rekey-signing", "c", "{'revokeOld': false}");
    }

    @BeforeAll
    static void aRealmRuns() throws Exception {
        port = AdminPort.in(folder);
        port.home().ok("principal", "add", "alice", "--random-key");
        port.home()
                .ok("principal", "add", "desk", "--password-file", port.home().secret("desk-password"));
        desk = port.ticket(port.desk("desk", "desk-password"));
    }

    @AfterAll
    static void theRealmStops() {
        port.close();
    }

    @Test
    void everyOperationIsTried() {
        assertThat(REQUESTS.keySet())
                .containsExactlyElementsOf(
                        Operations.ALL.stream().map(Operation::path).toList());
    }

    @Test
    @Tag("T-009")
    @Tag("T-025")
    void oneRightIsNoOther() throws Exception {
        for (String letter : letters()) {
            port.acl("desk " + letter);
            for (Map.Entry<String, String[]> request : REQUESTS.entrySet()) {
                boolean enough = request.getValue()[0].equals(letter);
                assertThat(isLetThrough(request))
                        .as("%s with %s", request.getKey(), letter)
                        .isEqualTo(enough);
            }
        }
    }

    @Test
    @Tag("T-025")
    void allOtherRightsAreNotTheOneThatIsMissing() throws Exception {
        for (String letter : letters()) {
            port.acl("desk *e" + letter.toUpperCase(java.util.Locale.ROOT));
            for (Map.Entry<String, String[]> request : REQUESTS.entrySet()) {
                boolean missing = request.getValue()[0].contains(letter);
                assertThat(isLetThrough(request))
                        .as("%s without %s", request.getKey(), letter)
                        .isEqualTo(!missing);
            }
        }
    }

    @Test
    @Tag("T-025")
    void whoIsInNoLineMayDoNothing() throws Exception {
        port.acl("admin/admin@LUEBECK.EXAMPLE *e");
        for (Map.Entry<String, String[]> request : REQUESTS.entrySet()) {
            assertThat(isLetThrough(request)).as(request.getKey()).isFalse();
        }
    }

    private static boolean isLetThrough(Map.Entry<String, String[]> request) throws Exception {
        AdminPort.Answer answer =
                port.post(request.getKey(), request.getValue()[1]).with(desk).send();
        assertThat(answer.status()).as("%s: %s", request.getKey(), answer).isIn(200, 400, 403, 409);
        boolean refused = answer.code().equals("NO_RIGHT");
        assertThat(answer.status() == 403)
                .as("%s: %s", request.getKey(), answer)
                .isEqualTo(refused);
        return !refused;
    }

    private static Set<String> letters() {
        return Arrays.stream(Right.values())
                .map(right -> String.valueOf(right.letter()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
