package io.twofold.identity.twofactor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A link that was mailed, of which only its token's digest is kept. A row is a link that still works. */
@Entity
@Table(name = "undo_link")
class UndoLink {

    @Id
    private UUID id;

    @Column(updatable = false)
    private byte[] tokenDigest;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private Instant expiresAt;

    protected UndoLink() {}

    UndoLink(UUID id, byte[] tokenDigest, UUID accountId, Instant expiresAt) {
        this.id = id;
        this.tokenDigest = tokenDigest;
        this.accountId = accountId;
        this.expiresAt = expiresAt;
    }
}
