package io.twofold.simulator.page;

import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A provider's switches and counts. */
final class ProviderView {

    private ProviderView() {}

    static Html of(Conduct conduct) {
        Behaviour behaviour = conduct.behaviour();
        return Html.of(
                """
                <form class="{}" method="post" action="/behaviour/{}">
                <h3>{}</h3>
                <label>Behaviour <select name="mode">{}</select></label>
                <label>Delay in ms <input name="delayMs" inputmode="numeric" size="7" value="{}"></label>
                <label>Only towards <input name="numbers" placeholder="everybody" value="{}"></label>
                <label>Error code <input name="errorCode" inputmode="numeric" size="7" placeholder="usual" value="{}"></label>
                <button>Apply</button>
                <dl>{}</dl>
                </form>
                """,
                behaviour.is(Mode.OK) ? "provider" : "provider odd",
                conduct.provider(),
                conduct.provider(),
                Html.joined(conduct.modes().stream()
                        .map(mode -> option(mode, behaviour))
                        .toList()),
                behaviour.delayMs() == 0 ? "" : behaviour.delayMs(),
                String.join(", ", behaviour.numbers()),
                Optional.ofNullable(behaviour.errorCode()).map(Object::toString).orElse(""),
                Html.joined(conduct.counts().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(ProviderView::count)
                        .toList()));
    }

    private static Html option(Mode mode, Behaviour behaviour) {
        return behaviour.is(mode)
                ? Html.of("<option selected>{}</option>", mode.word())
                : Html.of("<option>{}</option>", mode.word());
    }

    private static Html count(Map.Entry<String, Long> count) {
        String words = count.getKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Html.of("<div><dt>{}</dt><dd>{}</dd></div>", words, count.getValue());
    }
}
