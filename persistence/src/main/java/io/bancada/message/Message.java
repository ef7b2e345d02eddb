package io.bancada.message;

import java.util.List;
import java.util.Locale;

/**
 * Something that the product says to people: which sentence, and what stands in its blanks. Rows keep it in this form;
 * it is put into words when somebody reads it, in that person's language.
 *
 * @param key the sentence's in the bundles {@code io.bancada.message.messages}; empty where there is nothing to say
 * @param args strings of at most {@value #LONGEST} characters (longer ones are cut), numbers, and other messages
 */
public record Message(String key, List<Object> args) {
    /** Characters of a string at most, so that a message fits into its column. */
    static final int LONGEST = 1000;

    /** Nothing to say. */
    public static final Message NONE = new Message("", List.of());

    private static final String TEXT = "text";

    public Message {
        args = args.stream().map(Message::checked).toList();
    }

    /** The sentence with its blanks filled: strings, whole numbers, {@code double}s, or other messages. */
    public static Message of(String key, Object... args) {
        return new Message(key, List.of(args));
    }

    /** Words that nobody translates: what a person wrote or a tool said. */
    public static Message text(String words) {
        return words.isEmpty() ? NONE : of(TEXT, words);
    }

    private static Object checked(Object arg) {
        if (arg instanceof String string) {
            return cut(string);
        }
        if (arg instanceof Integer number) {
            return number.longValue();
        }
        if (arg instanceof Long || arg instanceof Double || arg instanceof Message) {
            return arg;
        }
        throw new IllegalArgumentException("not an argument of a message: " + arg.getClass());
    }

    private static String cut(String string) {
        return string.length() <= LONGEST ? string : string.substring(0, LONGEST - 1) + "…";
    }

    /** Whether there is nothing to say. */
    public boolean isEmpty() {
        return key.isEmpty();
    }

    /** This, or the other where this says nothing. */
    public Message or(Message other) {
        return isEmpty() ? other : this;
    }

    /** The words in a language; empty where there is nothing to say. */
    public String in(Locale locale) {
        return MessageTexts.words(this, locale);
    }

    /** The words in English, as the API and the log say them. */
    public String english() {
        return in(Locale.ENGLISH);
    }

    @Override
    public String toString() {
        return english();
    }
}
