package io.twofold.events;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packagesOf = Event.class, importOptions = DoNotIncludeTests.class)
class TheShapeOfTheModule {
    @ArchTest
    static final ArchRule needsNothingButTheJdkAndJackson = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    Event.class.getPackageName(), "java..", "org.jspecify.annotations", "com.fasterxml.jackson.."));

    @ArchTest
    static final ArchRule onlyWhatReadsAndWritesKnowsJacksonsMachinery = noClasses()
            .that()
            .doNotBelongToAnyOf(EventJson.class, RequiredFields.class)
            .should()
            .dependOnClassesThat(resideInAPackage(ObjectMapper.class.getPackageName() + ".."));

    @ArchTest
    static final ArchRule eventsAreRecords = classes()
            .that()
            .implement(Event.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule nothingAsksForTheTime = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);
}
