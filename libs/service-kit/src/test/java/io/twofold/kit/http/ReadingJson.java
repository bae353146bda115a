package io.twofold.kit.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingJson {

    private final ObjectMapper json = new ObjectMapper();

    private enum Colour {
        RED
    }

    @BeforeEach
    void makeStrict() {
        new StrictJson().customize(json);
    }

    @Test
    void aNumberIsNoConstant() {
        assertThatThrownBy(() -> json.readValue("0", Colour.class)).isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void aNumberIsNoText() {
        assertThatThrownBy(() -> json.readValue("12345", String.class)).isInstanceOf(MismatchedInputException.class);
    }
}
