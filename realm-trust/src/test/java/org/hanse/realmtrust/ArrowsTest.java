package org.hanse.realmtrust;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * {@code transited -> path -> trust <- agreement -> document}, {@code federation, introduction -> declaration -> trust, document}: what realms agree on, without a socket and without SQL.
 * docs/ARCHITECTURE.md.
 */
@AnalyzeClasses(packages = "org.hanse.realmtrust", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule roomsImportDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("trust")
            .definedBy("org.hanse.realmtrust.trust..")
            .layer("path")
            .definedBy("org.hanse.realmtrust.path..")
            .layer("transited")
            .definedBy("org.hanse.realmtrust.transited..")
            .layer("agreement")
            .definedBy("org.hanse.realmtrust.agreement..")
            .layer("document")
            .definedBy("org.hanse.realmtrust.document..")
            .whereLayer("document")
            .mayNotAccessAnyLayer()
            .whereLayer("trust")
            .mayNotAccessAnyLayer()
            .whereLayer("path")
            .mayOnlyAccessLayers("trust")
            .whereLayer("transited")
            .mayOnlyAccessLayers("path")
            .layer("declaration")
            .definedBy("org.hanse.realmtrust.declaration..")
            .whereLayer("declaration")
            .mayOnlyAccessLayers("trust", "document")
            .layer("federation")
            .definedBy("org.hanse.realmtrust.federation..")
            .whereLayer("federation")
            .mayOnlyAccessLayers("declaration", "trust", "document")
            .layer("introduction")
            .definedBy("org.hanse.realmtrust.introduction..")
            .whereLayer("introduction")
            .mayOnlyAccessLayers("declaration", "trust", "document")
            .whereLayer("agreement")
            .mayOnlyAccessLayers("trust", "document");

    @ArchTest
    static final ArchRule rulesOpenNoSocketAndSpeakNoSql = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyWhatIsSignedIsJson = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.hanse.realmtrust.document..",
                    "org.hanse.realmtrust.agreement..",
                    "org.hanse.realmtrust.link..",
                    "org.hanse.realmtrust.move..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule rulesReadNoClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyTheProtocolIsBelow = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hanse.kdc..", "org.hanse.client..", "org.hanse.admin..", "org.apache..");
}
