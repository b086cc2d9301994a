package org.hanse.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** {@code client -> realm-trust -> protocol}: a library for others, so it brings little and keeps no hidden state. */
@AnalyzeClasses(packages = "org.hanse.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule neverMeetsTheServer =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.hanse.kdc..", "org.hanse.admin..");

    @ArchTest
    static final ArchRule neverSeesKerby =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kerby..");

    @ArchTest
    static final ArchRule needsNoJaasAndNoJgss = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.security.auth..", "org.ietf.jgss..", "com.sun..");

    @ArchTest
    static final ArchRule acceptingServicesLogInNowhere = noClasses()
            .that()
            .resideInAPackage("org.hanse.client.accept..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.hanse.client.login..", "org.hanse.client.tickets..", "org.hanse.protocol.channel..");

    /** RFC 4120 §10: no name that a ticket is asked for comes from the DNS. {@code kdc} looks for KDCs there, which prove themselves. */
    @ArchTest
    @ArchTag("A-038")
    static final ArchRule namesOfServicesAreNotLookedUp = noClasses()
            .that()
            .resideInAnyPackage("org.hanse.client.login..", "org.hanse.client.tickets..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "javax.naming..");

    @ArchTest
    static final ArchRule loginKnowsNothingOfWhatFollows = noClasses()
            .that()
            .resideInAPackage("org.hanse.client.login..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hanse.client.tickets..", "org.hanse.client.accept..")
            .allowEmptyShould(true);
}
