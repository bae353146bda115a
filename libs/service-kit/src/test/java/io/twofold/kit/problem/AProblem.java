package io.twofold.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AProblem {

    @Test
    void keepsItsMembersInTheirOrder() {
        assertThat(Problem.of(CommonProblem.NOT_FOUND).with("id", "7").body().keySet())
                .containsExactly("type", "title", "status", "detail", "code", "id");
    }
}
