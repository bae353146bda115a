package io.twofold.apppassword;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.twofold.apppassword.verifier.VerifierCall;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.ServiceCall;
import io.twofold.kit.token.UserCall;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;

@AnalyzeClasses(packagesOf = Architecture.class, importOptions = ImportOption.DoNotIncludeTests.class)
class Architecture {

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.twofold.apppassword.(*)..").should().beFreeOfCycles();

    /** HTTP ends at the resources; verifiers are checked by a filter of their own, because that comes before the body. */
    @ArchTest
    static final ArchRule onlyResourcesSpeakHttp = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .resideOutsideOfPackage(VerifierCall.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Path.class.getPackageName() + "..");

    @ArchTest
    static final ArchRule factsLeaveByTheOutboxOnly =
            noClasses().should().dependOnClassesThat().resideInAPackage(Producer.class.getPackageName());

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule everyEndpointIsPublicAndSaysWhoMayCallIt = methods()
            .that(DescribedPredicate.describe("are endpoints", Architecture::isEndpoint))
            .should()
            .bePublic()
            .andShould(have(DescribedPredicate.<JavaMethod>describe(
                    "exactly one of the call annotations",
                    method -> Stream.of(UserCall.class, ServiceCall.class, OpenCall.class)
                                    .filter(method::isAnnotatedWith)
                                    .count()
                            == 1)));

    /** An open call would be open to everybody. */
    @ArchTest
    static final ArchRule nothingIsOpenButToVerifiers =
            methods().that().areAnnotatedWith(OpenCall.class).should().beAnnotatedWith(VerifierCall.class);

    private static boolean isEndpoint(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .anyMatch((JavaClass type) -> type.isAnnotatedWith(HttpMethod.class));
    }
}
