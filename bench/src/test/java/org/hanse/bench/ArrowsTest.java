package org.hanse.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The benchmarks may import everything of the house, and nothing of it imports them; docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "org.hanse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule nothingImportsTheBenchmarks = noClasses()
            .that()
            .resideOutsideOfPackage("org.hanse.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hanse.bench..");

    @ArchTest
    static final ArchRule roomsImportDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("population")
            .definedBy("org.hanse.bench.population..")
            .layer("request")
            .definedBy("org.hanse.bench.request..")
            .layer("load")
            .definedBy("org.hanse.bench.load..")
            .layer("server")
            .definedBy("org.hanse.bench.server..")
            .layer("report")
            .definedBy("org.hanse.bench.report..")
            .whereLayer("population")
            .mayNotAccessAnyLayer()
            .whereLayer("request")
            .mayOnlyAccessLayers("population")
            .whereLayer("load")
            .mayOnlyAccessLayers("request")
            .whereLayer("server")
            .mayOnlyAccessLayers("population")
            .whereLayer("report")
            .mayOnlyAccessLayers("load", "request");

    @ArchTest
    static final ArchRule neverSeesKerby = noClasses()
            .that()
            .resideInAPackage("org.hanse.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kerby..");
}
