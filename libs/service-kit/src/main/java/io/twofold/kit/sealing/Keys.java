package io.twofold.kit.sealing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The keys that configuration gives this service. The sealer is for data at rest. */
class Keys {

    @Produces
    @Singleton
    Sealer storageSealer(SealingConfig config) {
        return Sealer.of(config.storageKeyset()
                .orElseThrow(() -> new IllegalStateException("twofold.sealing.storage-keyset is not set")));
    }

    @Produces
    @Singleton
    KeyedDigest digest(DigestConfig config) {
        return KeyedDigest.of(config.keyset());
    }

    @Produces
    @Singleton
    Fingerprinter fingerprinter(FingerprintConfig config) {
        return Fingerprinter.of(config.keyset());
    }
}
