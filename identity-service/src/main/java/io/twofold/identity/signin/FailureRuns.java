package io.twofold.identity.signin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The accounts' runs of wrong second factors. They change under their account's row lock only. */
@Singleton
class FailureRuns implements PanacheRepositoryBase<FailureRun, UUID> {}
