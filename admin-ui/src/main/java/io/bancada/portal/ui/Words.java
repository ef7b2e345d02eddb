package io.bancada.portal.ui;

import io.bancada.message.Message;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Words, numbers and spans of time in the person's language. */
@Named("words")
@RequestScoped
public class Words {
    /** Base name of the resource bundle. */
    public static final String BUNDLE = "io.bancada.portal.ui.messages";

    private static final BigDecimal MEBI = BigDecimal.valueOf(1024);

    private final Preferences preferences;

    @Inject
    public Words(Preferences preferences) {
        this.preferences = preferences;
    }

    @SuppressWarnings("NullAway")
    protected Words() {
        this(null);
    }

    /** The text behind the key. */
    public String of(String key) {
        return bundle().getString(key);
    }

    /** The text with its blanks filled in; numbers come out as the language writes them. */
    public String fill(String key, Object... values) {
        return new MessageFormat(of(key), locale()).format(values);
    }

    /** One blank; views call this one, since expressions know no variable argument lists. */
    public String with(String key, Object value) {
        return fill(key, new Object[] {value});
    }

    /** Two blanks. */
    public String with(String key, Object first, Object second) {
        return fill(key, new Object[] {first, second});
    }

    /** Three blanks. */
    public String with(String key, Object first, Object second, Object third) {
        return fill(key, new Object[] {first, second, third});
    }

    /** The text, where there is one: for keys that are made of a state or a field. */
    public Optional<String> find(String key) {
        return bundle().containsKey(key) ? Optional.of(of(key)) : Optional.empty();
    }

    /** What the product says of a state, put into words. */
    public String say(Message message) {
        return message.in(locale());
    }

    /** A state of a job, cluster or node. */
    public String state(Object state) {
        return find("state." + state).orElse(String.valueOf(state));
    }

    /** A line of a history: a state, or what became of a node. */
    public String event(String event) {
        var words = event.split(" ", -1);
        return words.length == 3 && words[0].equals("node")
                ? fill("history.node", words[1], state(words[2]))
                : state(event);
    }

    /** Who did it: a person's name, or the product itself. */
    public String actor(String actor) {
        return switch (actor) {
            case "system" -> of("history.system");
            case "schedule" -> of("history.schedule");
            case "idle shutdown" -> of("history.idleShutdown");
            default -> actor;
        };
    }

    /** What a size is meant for. */
    public String category(Object category) {
        return find("category." + category).orElse(String.valueOf(category));
    }

    /** Memory, such as {@code 7 GiB}. */
    public String memory(long mebibytes) {
        return number(BigDecimal.valueOf(mebibytes).divide(MEBI)) + " GiB";
    }

    /** A size of a file, in the largest unit that leaves a whole number before the point. */
    public String bytes(long bytes) {
        if (bytes < 1024) {
            return number(BigDecimal.valueOf(bytes)) + " B";
        }
        double amount = bytes;
        var unit = -1;
        do {
            amount /= 1024;
            unit++;
        } while (amount >= 1024 && unit < 3);
        return format(1).format(amount) + " " + "KMGT".charAt(unit) + "iB";
    }

    /** A price in US dollars, or a dash where there is none. */
    public String price(Optional<BigDecimal> dollars) {
        return dollars.map(this::dollars).orElse("–");
    }

    /** An amount of US dollars. */
    public String dollars(BigDecimal amount) {
        var format = NumberFormat.getCurrencyInstance(locale());
        format.setCurrency(Currency.getInstance("USD"));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(3);
        return format.format(amount);
    }

    /** A span, such as {@code 1 h 5 min} or {@code 42 s}. */
    public String span(Duration span) {
        var seconds = span.toSeconds();
        if (seconds < 10) {
            return fill("span.seconds", format(1).format(span.toMillis() / 1000.0));
        }
        if (seconds < 60) {
            return fill("span.seconds", seconds);
        }
        return seconds < 3600
                ? fill("span.minutes", seconds / 60) + rest("span.seconds", seconds % 60)
                : fill("span.hours", seconds / 3600) + rest("span.minutes", seconds / 60 % 60);
    }

    private String rest(String unit, long amount) {
        return amount == 0 ? "" : " " + fill(unit, amount);
    }

    /** A span between two moments; a dash while either is missing. */
    public String between(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent() ? span(Duration.between(from.orElseThrow(), to.orElseThrow())) : "–";
    }

    /** A number as the language writes it. */
    public String number(Number value) {
        return format(2).format(value);
    }

    private NumberFormat format(int fractionDigits) {
        var format = NumberFormat.getInstance(locale());
        format.setMaximumFractionDigits(fractionDigits);
        return format;
    }

    private Locale locale() {
        return preferences.getLocale();
    }

    private ResourceBundle bundle() {
        return bundle(locale());
    }

    /** The words of one language; never those of the server's own. */
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
