package io.twofold.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.BooleanSupplier;

/** Whether a server answers 200 there, within two seconds. */
record HttpProbe(URI address) implements BooleanSupplier {

    private static final int TIMEOUT_MILLIS = 2_000;

    @Override
    public boolean getAsBoolean() {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
