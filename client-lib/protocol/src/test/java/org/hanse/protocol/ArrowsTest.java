package org.hanse.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** {@code file, channel, gss -> ap -> crypto -> wire -> name}, and nothing against an arrow: docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "org.hanse.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule roomsImportDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("name")
            .definedBy("org.hanse.protocol.name..")
            .layer("wire")
            .definedBy("org.hanse.protocol.wire..")
            .layer("crypto")
            .definedBy("org.hanse.protocol.crypto..")
            .layer("ap")
            .definedBy("org.hanse.protocol.ap..")
            .layer("file")
            .definedBy("org.hanse.protocol.file..")
            .layer("channel")
            .definedBy("org.hanse.protocol.channel..")
            .layer("gss")
            .definedBy("org.hanse.protocol.gss..")
            .whereLayer("name")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayOnlyAccessLayers("name")
            .whereLayer("crypto")
            .mayOnlyAccessLayers("wire", "name")
            .whereLayer("ap")
            .mayOnlyAccessLayers("crypto", "wire", "name")
            .whereLayer("file")
            .mayOnlyAccessLayers("ap", "crypto", "wire", "name")
            .whereLayer("channel")
            .mayOnlyAccessLayers("ap", "crypto", "wire", "name")
            .whereLayer("gss")
            .mayOnlyAccessLayers("ap", "crypto", "wire", "name");

    @ArchTest
    static final ArchRule onlyWireSeesKerby = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.protocol.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kerby..")
            .because("Kerby's types are the wire room's own business (docs/decisions/kerby-behind-a-gate.md)");

    @ArchTest
    static final ArchRule theLanguageKnowsNoSpeaker = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hanse.realmtrust..", "org.hanse.kdc..", "org.hanse.client..", "org.hanse.admin..");

    @ArchTest
    static final ArchRule noJdkKerberos = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sun..", "com.sun..", "javax.security.auth.kerberos..", "org.ietf.jgss..");

    @ArchTest
    static final ArchRule timeComesInByTheConstructor = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
