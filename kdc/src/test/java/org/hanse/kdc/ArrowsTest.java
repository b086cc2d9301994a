package org.hanse.kdc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows inside the server, docs/ARCHITECTURE.md: what a room may import, and nothing against an arrow. */
@AnalyzeClasses(packages = "org.hanse.kdc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule roomsImportDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("config")
            .definedBy("org.hanse.kdc.config..")
            .layer("audit")
            .definedBy("org.hanse.kdc.audit..")
            .layer("principal")
            .definedBy("org.hanse.kdc.principal..")
            .layer("store")
            .definedBy("org.hanse.kdc.store..")
            .layer("realm")
            .definedBy("org.hanse.kdc.realm..")
            .layer("ticket")
            .definedBy("org.hanse.kdc.ticket..")
            .layer("fast")
            .definedBy("org.hanse.kdc.fast..")
            .layer("policy")
            .definedBy("org.hanse.kdc.policy..")
            .layer("preauth")
            .definedBy("org.hanse.kdc.preauth..")
            .layer("as")
            .definedBy("org.hanse.kdc.as..")
            .layer("tgs")
            .definedBy("org.hanse.kdc.tgs..")
            .layer("kpasswd")
            .definedBy("org.hanse.kdc.kpasswd..")
            .layer("dispatch")
            .definedBy("org.hanse.kdc.dispatch..")
            .layer("transport")
            .definedBy("org.hanse.kdc.transport..")
            .layer("operation")
            .definedBy("org.hanse.kdc.admin.operation..")
            .layer("admin")
            .definedBy("org.hanse.kdc.admin")
            .layer("health")
            .definedBy("org.hanse.kdc.health..")
            .layer("federation")
            .definedBy("org.hanse.kdc.federation..")
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("audit")
            .mayOnlyAccessLayers("config")
            .whereLayer("principal")
            .mayOnlyAccessLayers("config", "audit")
            .whereLayer("store")
            .mayOnlyAccessLayers("principal", "config", "audit")
            .whereLayer("realm")
            .mayOnlyAccessLayers("principal", "config", "audit")
            .whereLayer("ticket")
            .mayOnlyAccessLayers("principal", "config", "audit")
            .whereLayer("fast")
            .mayOnlyAccessLayers("ticket", "principal", "config", "audit")
            .whereLayer("policy")
            .mayOnlyAccessLayers("ticket", "principal", "config", "audit")
            .whereLayer("preauth")
            .mayOnlyAccessLayers("policy", "ticket", "principal", "config", "audit")
            .whereLayer("as")
            .mayOnlyAccessLayers("preauth", "fast", "policy", "ticket", "principal", "config", "audit")
            .whereLayer("tgs")
            .mayOnlyAccessLayers("preauth", "fast", "policy", "ticket", "principal", "config", "audit")
            .whereLayer("kpasswd")
            .mayOnlyAccessLayers("preauth", "policy", "ticket", "principal", "config", "audit")
            .whereLayer("dispatch")
            .mayOnlyAccessLayers(
                    "as", "tgs", "kpasswd", "preauth", "fast", "policy", "ticket", "principal", "config", "audit")
            .whereLayer("transport")
            .mayOnlyAccessLayers("dispatch", "config", "audit")
            .whereLayer("operation")
            .mayOnlyAccessLayers("realm", "principal", "config", "audit")
            .whereLayer("admin")
            .mayOnlyAccessLayers("operation", "transport", "realm", "principal", "config", "audit")
            .whereLayer("federation")
            .mayOnlyAccessLayers("transport", "realm", "principal", "config", "audit")
            .whereLayer("health")
            .mayOnlyAccessLayers("transport", "config", "audit");

    @ArchTest
    static final ArchRule theWiringIsImportedByNoRoom = noClasses()
            .that()
            .resideInAPackage("org.hanse.kdc.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hanse.kdc");

    private static final String SOCKETS =
            "java\\.net\\.\\w*Socket|java\\.nio\\.channels\\.(\\w*SocketChannel|DatagramChannel)";

    @ArchTest
    static final ArchRule onlyTransportSeesMinaAndJetty = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.mina..", "org.eclipse.jetty..");

    /** FreePorts binds a port to learn its number, and lets it go. */
    @ArchTest
    static final ArchRule onlyTransportOpensSockets = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc.transport..")
            .and()
            .doNotHaveFullyQualifiedName("org.hanse.kdc.realm.FreePorts")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(SOCKETS);

    @ArchTest
    static final ArchRule onlyStoreSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi..", "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyConfigReadsYaml = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.configuration2..", "org.yaml..");

    @ArchTest
    static final ArchRule neverMeetsTheClientAndNeverSeesKerby = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hanse.client..", "org.hanse.admin..", "org.apache.kerby..", "picocli..");

    /** The dispatcher reads the clock it was given, once per request; nobody asks the machine. */
    @ArchTest
    static final ArchRule timeComesInByTheConstructor = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    /**
     * What comes in is read by closed schemas: nothing of it becomes a Java object, an XML document or a class by its name.
     */
    @ArchTest
    @ArchTag("K-258")
    static final ArchRule noInputBecomesObjectsOrClasses = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.io\\.ObjectInputStream|java\\.beans\\.XMLDecoder|java\\.lang\\.reflect\\.Proxy|javax\\.script\\..*")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml..", "org.xml..", "org.w3c..", "javax.naming..", "java.rmi..")
            .orShould()
            .callMethod(Class.class, "forName", String.class);

    /** Octets to octets: what decides opens no socket, no file and no SQL. */
    @ArchTest
    static final ArchRule theEngineIsAFunction = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.hanse.kdc.as..",
                    "org.hanse.kdc.tgs..",
                    "org.hanse.kdc.preauth..",
                    "org.hanse.kdc.fast..",
                    "org.hanse.kdc.policy..",
                    "org.hanse.kdc.ticket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(SOCKETS);
}
