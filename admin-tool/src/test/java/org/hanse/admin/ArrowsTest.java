package org.hanse.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, and who may see which library: from here the whole house is in sight. docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "org.hanse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule modulesImportDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("protocol")
            .definedBy("org.hanse.protocol..")
            .layer("realm-trust")
            .definedBy("org.hanse.realmtrust..")
            .layer("client")
            .definedBy("org.hanse.client..")
            .layer("kdc")
            .definedBy("org.hanse.kdc..")
            .layer("admin-tool")
            .definedBy("org.hanse.admin..")
            .whereLayer("protocol")
            .mayNotAccessAnyLayer()
            .whereLayer("realm-trust")
            .mayOnlyAccessLayers("protocol")
            .whereLayer("client")
            .mayOnlyAccessLayers("realm-trust", "protocol")
            .whereLayer("kdc")
            .mayOnlyAccessLayers("realm-trust", "protocol")
            .whereLayer("admin-tool")
            .mayOnlyAccessLayers("kdc", "client", "realm-trust", "protocol");

    @ArchTest
    static final ArchRule onlyWireSeesKerby = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.protocol.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kerby..");

    @ArchTest
    static final ArchRule onlyTransportSeesMina = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.mina..");

    @ArchTest
    static final ArchRule onlyStoreSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi..", "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyTheCommandLineSeesPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineAndDocumentsSeeJackson = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.hanse.admin..",
                    "org.hanse.kdc.admin..",
                    "org.hanse.realmtrust.document..",
                    "org.hanse.realmtrust.agreement..",
                    "org.hanse.realmtrust.link..",
                    "org.hanse.realmtrust.move..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule onlyTheServerCommandStartsTheServer = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.kdc..")
            .and()
            .doNotHaveFullyQualifiedName("org.hanse.admin.command.ServerCommand")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.hanse.kdc.RealmServer");
}
