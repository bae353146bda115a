package io.twofold.local.obstacle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class APortThatIsTaken {

    @Test
    void isNamedWithItsPurposeAndItsOwner() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = socket.getLocalPort();

            assertThatThrownBy(() -> FreePorts.require(Map.of(port, "otp-service")))
                    .isInstanceOf(Obstacle.class)
                    .hasMessageContaining(port + " (otp-service)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--port-offset 10000");
        }
    }

    @Test
    void isNoObstacleOnceItIsFree() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatCode(() -> FreePorts.require(Map.of(port, "otp-service"))).doesNotThrowAnyException();
    }
}
