package io.twofold.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FillingATemplate {

    @Test
    void escapesWhateverIsNotHtml() {
        assertThat(Html.of("<p title=\"{}\">{}</p>", "\"'&", "<script>{}</script>")
                        .markup())
                .isEqualTo("<p title=\"&quot;&#39;&amp;\">&lt;script&gt;{}&lt;/script&gt;</p>");
    }

    @Test
    void putsHtmlIntoHtmlAsItIs() {
        Html items = Html.joined(List.of(Html.of("<li>{}</li>", "a"), Html.of("<li>{}</li>", "<")));

        assertThat(Html.of("<ul>{}</ul>", items).markup()).isEqualTo("<ul><li>a</li><li>&lt;</li></ul>");
    }

    @Test
    void wantsAValueForEveryPlace() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{} {}", "one"));
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}", "one", "two"));
    }
}
