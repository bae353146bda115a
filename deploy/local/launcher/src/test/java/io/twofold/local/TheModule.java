package io.twofold.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.twofold.testing.MutableClock;
import java.time.Instant;

@AnalyzeClasses(packagesOf = Launcher.class, importOptions = ImportOption.DoNotIncludeTests.class)
class TheModule {

    @ArchTest
    static final ArchRule packagesFormNoCycles = slices().matching(Launcher.class.getPackageName() + ".(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule theStackNeedsTheServersOnlyNotTheTests =
            noClasses().should().dependOnClassesThat().resideInAPackage(MutableClock.class.getPackageName());

    @ArchTest
    static final ArchRule nobodyAsksForTheTimeOfDay = noClasses().should().callMethod(Instant.class, "now");
}
