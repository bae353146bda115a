package io.twofold.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.mail.MailServer;
import io.twofold.simulator.smpp.MessageCentre;
import io.twofold.simulator.twilio.Twilio;
import java.time.Instant;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

@AnalyzeClasses(packagesOf = Simulator.class, importOptions = ImportOption.DoNotIncludeTests.class)
class RulesOfTheHouse {

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching(Simulator.class.getPackageName() + ".(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_ROUTER_KNOWS_THE_HTTP_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage(Router.class.getPackageName())
            .and()
            .doNotBelongToAnyOf(Simulator.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HttpServer.class.getPackageName());

    @ArchTest
    static final ArchRule ONLY_MAIL_KNOWS_SMTP = noClasses()
            .that()
            .resideOutsideOfPackage(MailServer.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SMTPServer.class.getPackageName(), RejectException.class.getPackageName());

    @ArchTest
    static final ArchRule ONLY_THE_MESSAGE_CENTRE_KNOWS_SMPP = noClasses()
            .that()
            .resideOutsideOfPackage(MessageCentre.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jsmpp..");

    @ArchTest
    static final ArchRule PROVIDERS_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage(Twilio.class.getPackageName())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MailServer.class.getPackageName(), MessageCentre.class.getPackageName());

    @ArchTest
    static final ArchRule TIME_IS_INJECTED = noClasses().should().callMethod(Instant.class, "now");
}
