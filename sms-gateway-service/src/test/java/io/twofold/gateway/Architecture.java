package io.twofold.gateway;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.ServiceCall;
import io.twofold.kit.token.UserCall;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;

@AnalyzeClasses(packages = "io.twofold.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class Architecture {

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.twofold.gateway.(*)..").should().beFreeOfCycles();

    /** A vendor's REST client, in the vendor's own package, is the other end of HTTP. */
    @ArchTest
    static final ArchRule onlyResourcesAndVendorsTouchHttp = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .resideOutsideOfPackage(MessageProvider.class.getPackageName() + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Path.class.getPackageName() + "..");

    @ArchTest
    static final ArchRule nobodyTalksToKafkasProducer =
            noClasses().should().dependOnClassesThat().resideInAPackage(KafkaProducer.class.getPackageName());

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule everyEndpointSaysWhoMayCallIt = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .and()
            .arePublic()
            .should(be(annotatedWithExactlyOneCallAnnotation()));

    private static DescribedPredicate<JavaMethod> annotatedWithExactlyOneCallAnnotation() {
        return DescribedPredicate.describe(
                "annotated with exactly one of @UserCall, @ServiceCall, @OpenCall",
                method -> Stream.of(UserCall.class, ServiceCall.class, OpenCall.class)
                                .filter(method::isAnnotatedWith)
                                .count()
                        == 1);
    }
}
