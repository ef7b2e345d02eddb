package io.bancada.compute.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parts one line of arguments into words as a shell does, but for expanding anything in it: spaces part words, single and
 * double quotes hold them together, a backslash takes the next character as it is (not within single quotes).
 */
final class ScriptArguments {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;

    private ScriptArguments() {}

    /** The words; empty where a quote is not closed or the last backslash has nothing behind it. */
    static Optional<List<String>> words(String line) {
        var parser = new ScriptArguments();
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '\\' && parser.quote != '\'') {
                if (++i == line.length()) {
                    return Optional.empty();
                }
                parser.add(line.charAt(i));
            } else {
                parser.take(c);
            }
        }
        parser.endWord();
        return parser.quote == 0 ? Optional.of(List.copyOf(parser.words)) : Optional.empty();
    }

    private void take(char c) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                add(c);
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t') {
            endWord();
        } else {
            add(c);
        }
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
