package io.twofold.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.twofold.testing.Infrastructure;

@AnalyzeClasses(
        packagesOf = {KafkaServer.class, Infrastructure.class},
        importOptions = ImportOption.DoNotIncludeTests.class)
class TheModule {

    @ArchTest
    static final ArchRule theServersKnowNothingOfTests = noClasses()
            .that()
            .resideInAPackage(KafkaServer.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Infrastructure.class.getPackageName(), "io.quarkus..", "org.testcontainers..");
}
