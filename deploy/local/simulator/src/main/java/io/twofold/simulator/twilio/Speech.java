package io.twofold.simulator.twilio;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a person hears when TwiML is executed on a call: {@code <Say>} with its loops and the SSML within, {@code <Pause>}
 * and {@code <Hangup>}. Every utterance is a line; single digits are separated by {@code ", "}, whether SSML, breaks,
 * spaces or commas made them single.
 *
 * @param text what was said
 * @param language the language of the first utterance that names one
 */
record Speech(String text, Optional<String> language) {

    /** What Twilio says when the TwiML can't be had or executed. */
    static final Speech APPLICATION_ERROR =
            new Speech("We are sorry, an application error has occurred. Goodbye.", Optional.of("en-US"));

    /** Who listens to an endless loop hangs up after hearing it that often. */
    private static final int ENDLESS = 5;

    private static final Pattern BETWEEN_SINGLE_DIGITS = Pattern.compile("(?<![0-9])([0-9])[ ,、]+(?=[0-9](?![0-9]))");

    /** Executes a TwiML document; empty where it is none or holds a verb that isn't spoken. */
    static Optional<Speech> of(String twiml) {
        return parse(twiml).filter(root -> root.getTagName().equals("Response")).flatMap(Speech::execute);
    }

    private static Optional<Speech> execute(Element response) {
        List<String> lines = new ArrayList<>();
        Optional<String> language = Optional.empty();
        for (Element verb : children(response)) {
            switch (verb.getTagName()) {
                case "Say" -> {
                    lines.addAll(Collections.nCopies(loops(verb), utterance(verb)));
                    language = language.or(() -> attribute(verb, "language"));
                }
                case "Pause" -> {}
                case "Hangup" -> {
                    return Optional.of(new Speech(String.join("\n", lines), language));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Speech(String.join("\n", lines), language));
    }

    private static String utterance(Element say) {
        String plain = spoken(say).replaceAll("\\s+", " ").strip();
        return BETWEEN_SINGLE_DIGITS.matcher(plain).replaceAll("$1, ");
    }

    private static String spoken(Node node) {
        if (!(node instanceof Element element)) {
            return node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE
                    ? node.getNodeValue()
                    : "";
        }
        return switch (element.getTagName()) {
            case "break" -> " ";
            case "sub" -> attribute(element, "alias").orElseGet(() -> inside(element));
            case "say-as" -> saidAs(inside(element), element.getAttribute("interpret-as"));
            case "p", "s" -> " " + inside(element) + " ";
            default -> inside(element);
        };
    }

    private static String saidAs(String text, String interpretation) {
        return switch (interpretation) {
            case "characters", "spell-out" -> singly(text.chars().filter(letter -> !Character.isWhitespace(letter)));
            case "digits", "telephone" -> singly(text.chars().filter(Character::isDigit));
            default -> text;
        };
    }

    private static String singly(IntStream characters) {
        return characters.mapToObj(Character::toString).collect(Collectors.joining(", "));
    }

    private static String inside(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            text.append(spoken(node));
        }
        return text.toString();
    }

    private static int loops(Element say) {
        int asked = attribute(say, "loop")
                .filter(loop -> loop.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(1);
        return asked == 0 ? ENDLESS : Math.min(asked, ENDLESS);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Optional<String> attribute(Element element, String name) {
        return Optional.of(element.getAttribute(name)).filter(value -> !value.isBlank());
    }

    private static Optional<Element> parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(
                    builder.parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (SAXException | IOException _) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform has an XML parser", e);
        }
    }
}
