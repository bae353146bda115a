package io.twofold.otp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.ServiceCall;
import io.twofold.kit.token.UserCall;
import io.twofold.otp.lookup.LookUpNumber;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;

@AnalyzeClasses(packages = "io.twofold.otp", importOptions = ImportOption.DoNotIncludeTests.class)
class Architecture {

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.twofold.otp.(*)..").should().beFreeOfCycles();

    /** The client of the gateway speaks HTTP too, from the other side. */
    @ArchTest
    static final ArchRule onlyResourcesSpeakHttp = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .resideOutsideOfPackage(LookUpNumber.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Path.class.getPackageName() + "..");

    @ArchTest
    static final ArchRule nobodyPublishesPastTheOutbox =
            noClasses().should().dependOnClassesThat().resideInAPackage(KafkaProducer.class.getPackageName());

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule everyEndpointSaysWhoMayCallIt = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .and()
            .areDeclaredInClassesThat()
            .areNotInterfaces()
            .and()
            .arePublic()
            .should(new ArchCondition<>("carry one annotation that says who may call") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    long found = List.of(UserCall.class, ServiceCall.class, OpenCall.class).stream()
                            .filter(method::isAnnotatedWith)
                            .count();
                    events.add(new SimpleConditionEvent(method, found == 1, method.getFullName() + " has " + found));
                }
            });
}
