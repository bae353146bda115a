package io.twofold.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.twofold.identity.otp.OtpClient;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.ServiceCall;
import io.twofold.kit.token.UserCall;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;

@AnalyzeClasses(packagesOf = Architecture.class, importOptions = ImportOption.DoNotIncludeTests.class)
class Architecture {

    private static final String FEATURES = Architecture.class.getPackageName() + ".(*)..";
    private static final List<Class<? extends Annotation>> CALLS =
            List.of(UserCall.class, ServiceCall.class, OpenCall.class);

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching(FEATURES).should().beFreeOfCycles();

    /** The client of otp-service speaks HTTP too, from the other side. */
    @ArchTest
    static final ArchRule onlyResourcesSpeakHttp = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .resideOutsideOfPackage(OtpClient.class.getPackageName())
            .and()
            .areTopLevelClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HttpMethod.class.getPackageName() + "..");

    @ArchTest
    static final ArchRule nothingHereTalksToKafkasProducer =
            noClasses().should().dependOnClassesThat().resideInAPackage(KafkaProducer.class.getPackageName());

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule everyEndpointSaysWhoMayCall =
            methods().that(isAnEndpoint()).should(carryOneOf()).andShould().bePublic();

    private static DescribedPredicate<JavaMethod> isAnEndpoint() {
        return DescribedPredicate.describe(
                "are endpoints",
                method -> method.getOwner().getSimpleName().endsWith("Resource")
                        && method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static ArchCondition<JavaMethod> carryOneOf() {
        return new ArchCondition<>("carry exactly one of " + CALLS) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                long count = CALLS.stream().filter(method::isAnnotatedWith).count();
                if (count != 1) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " carries " + count));
                }
            }
        };
    }
}
