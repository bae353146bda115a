package io.twofold.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTheDatabaseIsInTrouble {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sorry, acquisition timeout!",
                "Acquisition timeout while waiting for new connection",
                "This pool is closed and does not handle any more connections!"
            })
    void aFullOrClosedPoolPasses(String agroalsWords) {
        assertThat(DatabaseTrouble.isPassing(new IllegalStateException(new SQLException(agroalsWords))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "53300", "55P03", "57P01"})
    void soDoLostConnectionsAndLocks(String state) {
        assertThat(DatabaseTrouble.isPassing(new SQLException("…", state))).isTrue();
    }

    @Test
    void soDoesACommitThatMetADyingDatabase() throws Exception {
        XAException commit = new XAException(XAException.XA_RBROLLBACK);
        commit.initCause(new SQLException("…", "57P01"));
        RollbackException told = new RollbackException();
        told.addSuppressed(commit);
        assertThat(DatabaseTrouble.isPassing(new IllegalStateException(told))).isTrue();
    }

    @Test
    void exceptionsThatGoInACircleAreNoTrouble() {
        IllegalStateException one = new IllegalStateException("one");
        one.addSuppressed(new IllegalStateException("other", one));
        assertThat(DatabaseTrouble.isPassing(one)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22001"})
    void errorsOfOursStay(String state) {
        assertThat(DatabaseTrouble.isPassing(new SQLException("…", state))).isFalse();
    }
}
