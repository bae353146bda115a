package io.twofold.kit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@KitTest
class UpgradingTheConnection {

    @Test
    void aClientThatAsksForHttp2GetsHttp11() throws IOException, InterruptedException {
        URI probe = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/probe/open");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<Void> answer =
                    client.send(HttpRequest.newBuilder(probe).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }
}
