package io.bancada.message;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The sentences of all languages. */
final class MessageTexts {
    private MessageTexts() {}

    static String words(Message message, Locale locale) {
        if (message.isEmpty()) {
            return "";
        }
        var filled = message.args().stream()
                .map(arg -> arg instanceof Message inner ? inner.in(locale) : arg)
                .toList();
        var sentences = bundle(locale);
        if (!sentences.containsKey(message.key())) {
            return unknown(message.key(), filled);
        }
        try {
            return new MessageFormat(sentences.getString(message.key()), locale).format(filled.toArray());
        } catch (IllegalArgumentException e) { // a blank that wants a number and is given a word
            return unknown(message.key(), filled);
        }
    }

    /** A sentence of another version of the product, or of a machine that lies: its key says more than nothing. */
    private static String unknown(String key, List<Object> filled) {
        return filled.isEmpty()
                ? key
                : key + ": " + filled.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The sentences of one language, English where it has none; never those of the server's own. */
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "io.bancada.message.messages",
                locale,
                MessageTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
