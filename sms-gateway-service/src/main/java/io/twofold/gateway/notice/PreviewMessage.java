package io.twofold.gateway.notice;

import io.twofold.gateway.message.Segments;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import io.twofold.gateway.message.Templates;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.message.Words;
import io.twofold.gateway.notice.MessageRequests.NewPreview;
import io.twofold.gateway.price.Cost;
import io.twofold.gateway.price.PriceList;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.routing.Routes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what a message would be in each language. Nothing is sent, counted or written down. */
@Singleton
class PreviewMessage {

    private final Templates templates;
    private final Routes routes;
    private final PriceList prices;

    PreviewMessage(Templates templates, Routes routes, PriceList prices) {
        this.templates = templates;
        this.routes = routes;
        this.prices = prices;
    }

    /**
     * A message in one language.
     *
     * @param locale the language
     * @param segments absent for a call
     * @param cost absent where no country was named or the price list doesn't say
     */
    record Preview(
            String locale,
            String text,
            @Nullable Segments segments,
            @Nullable Cost cost) {}

    List<Preview> preview(NewPreview wish) {
        List<String> languages = wish.locale() == null
                ? templates.languagesOf(wish.template())
                : List.of(templates.nearest(wish.template(), wish.locale()));
        return languages.stream().map(language -> preview(wish, language)).toList();
    }

    private Preview preview(NewPreview wish, String language) {
        Words words = templates.words(wish.template(), wish.way(), language, wish.values());
        Cost cost = Optional.ofNullable(wish.country())
                .map(country -> country.toUpperCase(Locale.ROOT))
                .flatMap(country -> routes.first(country, wish.way())
                        .map(MessageProvider::id)
                        .flatMap(provider -> prices.of(provider, wish.way(), country, words.segmentCount())))
                .orElse(null);
        return switch (words) {
            case Text text -> new Preview(language, text.body(), text.segments(), cost);
            case Speech speech -> new Preview(language, said(speech), null, cost);
        };
    }

    private static String said(Speech speech) {
        return speech.parts().stream()
                .map(part -> switch (part) {
                    case Sentence(var text) -> text;
                    case Digits(var code) -> code.toString();
                })
                .collect(Collectors.joining(" "));
    }
}
