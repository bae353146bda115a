package io.twofold.identity.outside;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.twofold.testing.Keysets;
import java.util.Map;

/** The secrets that a deployment gives this service. */
public final class Secrets implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "twofold.sealing.storage-keyset", Keysets.aead(),
                "twofold.digest.keyset", Keysets.mac(),
                "twofold.fingerprint.keyset", Keysets.prf());
    }

    @Override
    public void stop() {}
}
