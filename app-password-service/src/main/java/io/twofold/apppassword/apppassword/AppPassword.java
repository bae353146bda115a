package io.twofold.apppassword.apppassword;

import io.twofold.kit.outbox.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One app-specific password that works. Revoking it deletes it. */
@Entity
@Table(name = "app_password")
public class AppPassword {

    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "digest")
    private byte[] digest;

    @Column(name = "label")
    private String label;

    @Column(name = "services")
    @Convert(converter = AppServices.class)
    private Set<AppService> services;

    @Column(name = "token_issued_at")
    private Instant tokenIssuedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "last_used_service")
    private @Nullable String lastUsedService;

    @Column(name = "last_used_ip")
    private @Nullable String lastUsedIp;

    @Column(name = "version")
    private long version;

    /** For Hibernate. */
    protected AppPassword() {}

    AppPassword(
            UUID id,
            UUID accountId,
            byte[] digest,
            Label label,
            Set<AppService> services,
            Instant tokenIssuedAt,
            Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.digest = digest;
        this.label = label.text();
        this.services = services;
        this.tokenIssuedAt = tokenIssuedAt;
        this.createdAt = createdAt;
        this.version = 1;
    }

    public UUID id() {
        return id;
    }

    String label() {
        return label;
    }

    Set<AppService> services() {
        return services;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    @Nullable String lastUsedService() {
        return lastUsedService;
    }

    @Nullable String lastUsedIp() {
        return lastUsedIp;
    }

    /** What a fact about it is recorded under, now. */
    public Subject subject() {
        return new Subject(id.toString(), accountId.toString(), version);
    }

    /**
     * Lets a program in for the first time.
     *
     * @param service the protocol's name on the wire
     * @return false if another came first
     */
    public boolean useFirst(Instant at, String service, @Nullable String ip) {
        if (lastUsedAt != null) {
            return false;
        }
        lastUsedAt = at;
        lastUsedService = service;
        lastUsedIp = ip;
        version++;
        return true;
    }

    /** Ends it; whoever calls this deletes it. */
    void revoke() {
        version++;
    }
}
