package io.twofold.gateway.provider;

import java.util.List;

/** A kind of provider. Which of that kind this installation has is a matter of configuration. */
public interface ProviderSource {

    /** Those that are configured: none where nothing is. The same ones, whenever it is asked. */
    List<MessageProvider> configured();
}
