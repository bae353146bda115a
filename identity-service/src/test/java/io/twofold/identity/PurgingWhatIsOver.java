package io.twofold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.scheduler.Scheduled;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@IdentityTest
class PurgingWhatIsOver {

    private static final List<String> PURGED = List.of(
            "session",
            "sign_in",
            "password_throttle",
            "address_budget",
            "registration",
            "mailbox_budget",
            "letter",
            "phone_verification",
            "undo_link",
            "device where trusted_at is null");

    @Inject
    TestTime time;

    @Test
    void leavesNothingBehindWhenAYearHasPassed() throws ReflectiveOperationException {
        Person person = Person.registered();
        Person.Device device = person.enrolled(person.signedIn());
        person.signingIn("phone");
        person.signedInWithCode("browser", false);
        person.signIn("computer", "A".repeat(43));
        Person.registered().signedIn().post("/v1/reauthentications", Map.of("password", "not the password"));
        device.post("/v1/phone-numbers", Map.of("number", Phones.aNumber(), "method", "sms"));
        Mailbox.settled(person.email());
        assertThat(PURGED)
                .allSatisfy(rows -> assertThat(Rows.count(rows)).as(rows).isPositive());

        time.pass(Duration.ofDays(366));
        runWhatIsScheduled();
        runWhatIsScheduled(); // a device is forgotten after its last session

        assertThat(PURGED)
                .allSatisfy(rows -> assertThat(Rows.count(rows)).as(rows).isZero());
        assertThat(Rows.count("account where id = '" + person.accountId() + "'"))
                .isEqualTo(1);
        assertThat(Rows.count("device where id = '" + device.deviceId() + "'"))
                .as("a trusted device")
                .isEqualTo(1);
    }

    private static void runWhatIsScheduled() throws ReflectiveOperationException {
        ArcContainer container = Arc.container();
        List<String> run = new ArrayList<>();
        for (Bean<?> bean : container.beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Method method : bean.getBeanClass().getDeclaredMethods()) {
                if (method.isAnnotationPresent(Scheduled.class)) {
                    method.setAccessible(true);
                    invoke(method, container.instance(bean.getBeanClass()).get());
                    run.add(method.toString());
                }
            }
        }
        assertThat(run).hasSizeGreaterThan(10);
    }

    private static void invoke(Method method, Object bean) throws ReflectiveOperationException {
        try {
            method.invoke(bean);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " fails", e.getCause());
        }
    }
}
