package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Form;
import io.twofold.simulator.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, as every list of the 2010-04-01 API is answered. */
final class Page {

    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;

    private Page() {}

    /**
     * The page that the request asks for with {@code Page} (from 0) and {@code PageSize} (1 to 1000, 50 unless asked).
     *
     * @param name what the list is called
     * @param all everything that fits the filter, in the list's order
     */
    static <T> Answer of(Request request, String name, List<T> all, Function<T, Object> item) {
        Form query = request.query();
        int size = Math.clamp(number(query, "PageSize", USUAL_SIZE), 1, LARGEST_SIZE);
        int page = Math.max(0, number(query, "Page", 0));
        int start = (int) Math.min(all.size(), (long) page * size);
        int end = Math.min(all.size(), start + size);

        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("first_page_uri", uri(request, 0, size));
        answer.put("next_page_uri", end < all.size() ? uri(request, page + 1, size) : null);
        answer.put("previous_page_uri", page > 0 ? uri(request, page - 1, size) : null);
        answer.put("page", page);
        answer.put("page_size", size);
        answer.put("start", start);
        answer.put("end", Math.max(start, end - 1));
        answer.put("uri", uri(request, page, size));
        answer.put(name, all.subList(start, end).stream().map(item).toList());
        return Answer.json(200, answer);
    }

    private static String uri(Request request, int page, int size) {
        Map<String, String> query = new LinkedHashMap<>();
        request.query().values().forEach((name, values) -> query.put(name, values.getFirst()));
        query.put("PageSize", Integer.toString(size));
        query.put("Page", Integer.toString(page));
        return request.path() + "?" + Form.encode(query);
    }

    private static int number(Form query, String name, int usual) {
        return query.first(name)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .orElse(usual);
    }
}
