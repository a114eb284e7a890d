package dev.freshet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The arrows between modules, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.freshet");

    @Test
    void modulesKnowOnlyWhomTheyMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("dev.freshet.core..")
                .layer("detect")
                .definedBy("dev.freshet.detect..")
                .layer("sql")
                .definedBy("dev.freshet.sql..")
                .layer("storm")
                .definedBy("dev.freshet.storm..")
                .layer("spouts")
                .definedBy("dev.freshet.spouts..")
                .layer("bolts")
                .definedBy("dev.freshet.bolts..")
                .layer("topologies")
                .definedBy("dev.freshet.topologies..")
                .layer("services")
                .definedBy("dev.freshet.services..")
                .layer("recount")
                .definedBy("dev.freshet.recount..")
                .layer("cli")
                .definedBy("dev.freshet.cli..")
                .layer("bench")
                .definedBy("dev.freshet.bench..")
                .whereLayer("bench")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("services")
                .mayNotAccessAnyLayer()
                .whereLayer("recount")
                .mayNotAccessAnyLayer()
                .whereLayer("detect")
                .mayOnlyAccessLayers("core")
                .whereLayer("sql")
                .mayOnlyAccessLayers("core")
                .whereLayer("storm")
                .mayOnlyAccessLayers("core")
                .whereLayer("spouts")
                .mayOnlyAccessLayers("core", "storm")
                .whereLayer("bolts")
                .mayOnlyAccessLayers("core", "storm")
                .whereLayer("topologies")
                .mayOnlyAccessLayers("core", "detect", "sql", "storm", "spouts", "bolts")
                .check(CLASSES);
    }

    @Test
    void coreKnowsNoStormNoKafkaNoRedis() {
        noClasses()
                .that()
                .resideInAPackage("dev.freshet.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.storm..", "org.apache.kafka..", "redis..", "org.apache.calcite..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void calciteLivesInSqlAlone() {
        noClasses()
                .that(not(resideInAPackage("dev.freshet.sql..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    @Test
    void randomCutForestsLiveInDetectAlone() {
        noClasses()
                .that(not(resideInAPackage("dev.freshet.detect..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazon.randomcutforest..")
                .check(CLASSES);
    }

    @Test
    void packagesOfCoreHaveNoCycles() {
        slices().matching("dev.freshet.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** The jar's own main is a command line too, and so is the one of the processes that are compared. */
    @Test
    void nothingPrintsButTheCommandLines() {
        noClasses()
                .that(not(resideInAPackage("dev.freshet.cli..")))
                .and()
                .doNotHaveFullyQualifiedName("dev.freshet.topologies.Main")
                .and()
                .doNotHaveFullyQualifiedName("dev.freshet.bench.main.EngineMain")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void coreReadsNoClockAndStartsNoThread() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.freshet.core..", "dev.freshet.detect..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.concurrent.ExecutorService.class)
                .check(CLASSES);
    }
}
