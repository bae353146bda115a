package io.twofold.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.database.DatabaseTrouble;
import io.twofold.kit.document.ApiDocument;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.idempotency.Idempotency;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.masking.MaskingFilter;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.sealing.Sealer;
import io.twofold.kit.token.Caller;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;

@AnalyzeClasses(packages = "io.twofold.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class Architecture {

    /** The kit is what every service needs and no service owns. A new package here is a decision: add it on purpose. */
    @ArchTest
    static final ArchRule theKitIsTheseThingsAndNoMore = classes()
            .that()
            .resideInAPackage("io.twofold.kit..")
            .should()
            .resideInAnyPackage(Stream.of(
                            Ids.class,
                            DatabaseTrouble.class,
                            ApiDocument.class,
                            ClientAddress.class,
                            Idempotency.class,
                            Inbox.class,
                            MaskingFilter.class,
                            Outbox.class,
                            PhoneNumber.class,
                            Problem.class,
                            Sealer.class,
                            Caller.class)
                    .map(Class::getPackageName)
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.twofold.kit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheOutboxTalksToKafkasProducer = noClasses()
            .that()
            .resideOutsideOfPackage(Outbox.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KafkaProducer.class.getPackageName());

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().should().callMethod(Instant.class, "now");
}
