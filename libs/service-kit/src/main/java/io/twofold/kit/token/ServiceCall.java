package io.twofold.kit.token;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Only with a service token: its {@code aud} names this service, it has no {@code sid}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ServiceCall {

    /** The scope that the token must carry; without it 403. */
    String scope();
}
