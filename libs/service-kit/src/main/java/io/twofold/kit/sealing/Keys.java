package io.twofold.kit.sealing;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The keys that configuration gives this service, read at its start, so that none is found missing by somebody's request.
 * The sealer is for data at rest; a service that keeps nothing sealed does without, and its users are made at the start.
 */
class Keys {

    @Produces
    @Singleton
    Sealer storageSealer(SealingConfig config) {
        return Sealer.fromSetting("twofold.sealing.storage-keyset", config.storageKeyset());
    }

    @Produces
    @Singleton
    @Startup
    KeyedDigest digest(DigestConfig config) {
        return KeyedDigest.fromSetting("twofold.digest.keyset", config.keyset());
    }

    @Produces
    @Singleton
    @Startup
    Fingerprinter fingerprinter(FingerprintConfig config) {
        return Fingerprinter.fromSetting("twofold.fingerprint.keyset", config.keyset());
    }
}
